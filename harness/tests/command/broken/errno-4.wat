;; It binds an address that is another host's, and takes the errno for EINTR.
;; trace says: hint: 4 is addrnotavail: the address is not one of this host; EINTR is 4 in POSIX only, here intr is 27
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\c0\00\02\01")
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $bind (i32.load (i32.const 0)) (i32.const 16)))))
