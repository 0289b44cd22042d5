;; A non-blocking socket is bound to a loopback address. POSIX lets bind go on in the background, with EINPROGRESS, if
;; the address cannot be given at once, but does not let it wait: it should succeed or say so.
;;! level = "should"
;;! refs = ["posix.bind.inprogress", "wasix.sock_bind.similar"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"           (func $sock_bind           (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 4)))                  ;;~ success
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= success | inprogress
  ))
