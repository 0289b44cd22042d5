;; Type 3 is raw. The witx counts it among the types, and has sock_open take those of datagrams and streams only: the
;; answer is recorded, and a refusal for want of a right counts for the former.
;;! level = "may"
;;! refs = ["wasix.sock_type.raw", "wasix.sock_open.types", "posix.socket.types", "wasix.sock_open.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 3) (i32.const 6) (i32.const 0)))  ;;= success [wasix.sock_type.raw] | perm [wasix.sock_type.raw] | acces [wasix.sock_type.raw] | notcapable [wasix.sock_type.raw] | inval [wasix.sock_open.types] | notsup [wasix.sock_open.types] | prototype [wasix.sock_open.types] | protonosupport [wasix.sock_open.types]
  ))
