;; A pair of IPv6 is asked for, which is a family of the witx: no document says whether it has pairs, and Linux answers
;; EOPNOTSUPP. The answer is recorded.
;;! level = "may"
;;! refs = ["wasix.address_family.inet6", "wasix.sock_pair", "posix.socketpair.notsup", "linux.unix.pair"]
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_pair (i32.const 2) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;= success [wasix.sock_pair] | notsup [posix.socketpair.notsup] | afnosupport [posix.socketpair.notsup]
  ))
