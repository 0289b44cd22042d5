;; A new socket is told to connect to port 0, at which nobody can listen, since to bind to it is to ask for another. It
;; should be refused: by ECONNREFUSED, as on Linux, by EADDRNOTAVAIL, or by EINVAL, since no document says which.
;;! level = "should"
;;! refs = ["posix.connect.connrefused", "posix.connect.addrnotavail", "linux.connect.port-zero", "linux.bind.port-0", "wasix.errno.inval", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= connrefused | addrnotavail | inval
  ))
