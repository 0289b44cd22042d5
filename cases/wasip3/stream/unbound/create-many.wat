;; Sockets are created and dropped, more of them than the process of the runtime may have descriptors. A socket of the
;; system is closed when the last handle is dropped, so every call must succeed.
;;! level = "must"
;;! refs = ["wasip3.tcp-create", "wasip3.tcp-socket.last"]
;;! needs = ["netns"]
;;! world = { descriptors = 16 }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[resource-drop]tcp-socket" (func $drop   (param i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $count i32)
    (loop $next
      (call $create (i32.const 0) (i32.const 0))  ;;= ok value=*
      (call $drop (i32.load (i32.const 4)))       ;;~ returns
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $count) (i32.const 100))))
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
