;; Sockets were created until the process of the runtime had no descriptor left for another one. There is no code for a
;; limit, so the next call may fail with any, but must not end the guest.
;;! level = "should"
;;! refs = ["wasip3.error-code", "posix.errno.additional"]
;;! needs = ["netns"]
;;! world = { descriptors = 16 }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $count i32)
    (loop $fill
      (call $create (i32.const 0) (i32.const 0))  ;;~ ok value=* | fails
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $fill (i32.lt_u (local.get $count) (i32.const 24))))
    (call $create (i32.const 0) (i32.const 0))    ;;= fails
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
