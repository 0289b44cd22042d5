;; What a traced component with a scripted peer carries besides `wait.wat`, which waits by the fd_read of preview 1: the same
;; function, made of the streams of WASI 0.2.
;;
;; The stream is opened for each call and dropped after it, so that the guest's own handles have the numbers that they
;; would have without a report. The runtime asks the guest's allocator for room for what was read. While the report waits,
;; the room is that of the vector; all else is left to the allocator that the guest has.
(module
  (import "cm32p2|wasi:cli/stdin@0.2" "get-stdin" (func $get-stdin (result i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]input-stream.blocking-read" (func $read (param i32 i64 i32)))
  (import "cm32p2|wasi:io/streams@0.2" "input-stream_drop" (func $drop (param i32)))
  (import "guest" "allocate" (func $allocate (param i32 i32 i32 i32) (result i32)))
  (import "guest" "memory" (memory 0))

  (global $lent (mut i32) (i32.const 0))      ;; the address of the room that is lent
  (global $room (mut i32) (i32.const -1))     ;; how many bytes it has, -1 while none is lent

  ;; Reads into one vector. The errno is 0, or `io`, 29, at the end of the input as well.
  (func (export "fd_read") (param $fd i32) (param $vector i32) (param $count i32) (param $got i32) (result i32)
    (local $stream i32)
    (global.set $lent (i32.load (local.get $vector)))
    (global.set $room (i32.load offset=4 (local.get $vector)))
    (local.set $stream (call $get-stdin))
    ;; The answer takes 12 bytes: those of the vector, which is read by then, and of the number behind it.
    (call $read
      (local.get $stream)
      (i64.extend_i32_u (global.get $room))
      (local.get $vector))
    (call $drop (local.get $stream))
    (global.set $room (i32.const -1))
    (if (i32.load8_u (local.get $vector)) (then (return (i32.const 29))))
    (i32.store (local.get $got) (i32.load offset=8 (local.get $vector)))
    (i32.const 0))

  ;; Stands in for the guest's allocator.
  (func (export "allocator") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
    (if (i32.eq (global.get $room) (i32.const -1))
      (then
        (return
          (call $allocate (local.get $old) (local.get $old-size) (local.get $align) (local.get $size)))))
    ;; A runtime that has read more than it was asked for is not given what is not there.
    (if (i32.gt_u (local.get $size) (global.get $room)) (then (unreachable)))
    (global.get $lent))

  ;; What is called in a guest that has none, by a runtime that has no reason to.
  (func (export "no-allocator") (param i32 i32 i32 i32) (result i32)
    (unreachable)))
