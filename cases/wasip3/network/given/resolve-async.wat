;; The name localhost is looked up by a call that may go on when it has returned: whether it does is left open. Its
;; addresses must be told in the end.
;;! level = "must"
;;! refs = ["wasip3.resolve-addresses", "wasip3.resolve-addresses.never-empty"]
;;! needs = ["netns"]
;;! silent = true
(module
  (import "wasi:sockets/ip-name-lookup@0.3.0" "[async-lower]resolve-addresses" (func $start-resolve (param i32 i32 i32) (result i32)))
  (import "$root" "[waitable-set-new]" (func $waitable-set-new (result i32)))
  (import "$root" "[waitable-join]" (func $waitable-join (param i32 i32)))
  (import "$root" "[waitable-set-wait]" (func $waitable-set-wait (param i32 i32) (result i32)))
  (import "$root" "[waitable-set-drop]" (func $waitable-set-drop (param i32)))
  (import "$root" "[subtask-drop]" (func $subtask-drop (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "localhost")

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $finish (call $start-resolve (i32.const 128) (i32.const 9) (i32.const 64)))  ;;= ok value!=[]
    (i32.const 0))

  ;; Waits until a call has finished, unless it had when it returned.
  (func $finish (param $status i32) (local $subtask i32) (local $set i32)
    (if (i32.eq (local.get $status) (i32.const 2)) (then (return)))
    (local.set $subtask (i32.shr_u (local.get $status) (i32.const 4)))
    (local.set $set (call $waitable-set-new))
    (call $waitable-join (local.get $subtask) (local.get $set))
    (drop (call $waitable-set-wait (local.get $set) (i32.const 1024)))
    (call $subtask-drop (local.get $subtask))
    (call $waitable-set-drop (local.get $set)))

  ;; Where addresses go that are found, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
