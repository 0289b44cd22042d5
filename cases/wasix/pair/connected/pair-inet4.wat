;; A pair of IPv4 is asked for. The witx likens the call to socketpair with PF_INET, so a pair can be had; POSIX has
;; EOPNOTSUPP where the protocol has none, as Linux answers: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_pair.inet", "posix.socketpair.notsup", "posix.socketpair.afnosupport", "linux.unix.pair"]
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_pair (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;= success [wasix.sock_pair.inet] | notsup [posix.socketpair.notsup] | afnosupport [posix.socketpair.afnosupport]
  ))
