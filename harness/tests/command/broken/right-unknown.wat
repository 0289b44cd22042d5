;; It binds where the host does not let it.
;; trace says: hint: sock_bind needs the right sock_bind, bit 32 of the rights that fd_fdstat_get tells of 4; where 4 has it
;;! level = "may"
;;! inject = "bind EACCES"
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start") (local $fd i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $bind (local.get $fd) (i32.const 16)))  ;;= access
    ))
