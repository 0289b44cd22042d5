;; Two hundred sockets were created, waited for by a pollable, and dropped one after the other, in a process that has 16
;; descriptors to open. Nothing is left of them, so there is room for another one, which must be created.
;;! level = "must"
;;! refs = ["wasip2.create-udp-socket"]
;;! needs = ["netns"]
;;! limit = 60
;;! world = { descriptors = 16 }
(module
  (import "cm32p2|wasi:sockets/udp-create-socket@0.2" "create-udp-socket" (func $create-udp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]udp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "udp-socket_drop" (func $drop-udp-socket (param i32)))
  (import "cm32p2|wasi:io/poll@0.2" "pollable_drop" (func $drop-pollable (param i32)))
  (memory (export "cm32p2_memory") 1)

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $pollable i32) (local $count i32)
    (loop $each
    (call $create-udp-socket (i32.const 0) (i32.const 0))             ;;~ ok value=*
    (local.set $pollable (call $subscribe (i32.load (i32.const 4))))  ;;~ returns self=* value=*
    (call $drop-pollable (local.get $pollable))                       ;;~ returns self=*
    (call $drop-udp-socket (i32.load (i32.const 4)))                  ;;~ returns self=*
    (local.set $count (i32.add (local.get $count) (i32.const 1)))
    (br_if $each (i32.lt_u (local.get $count) (i32.const 200))))
    (call $create-udp-socket (i32.const 0) (i32.const 0))             ;;= ok value=*
    (i32.const 0)))
