;; The family is unspecified, which stands for none of the others: no document says whether a pair of it can be had. The
;; answer is recorded.
;;! level = "may"
;;! refs = ["wasix.address_family.unspec", "posix.socketpair.afnosupport"]
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_pair (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;= *
  ))
