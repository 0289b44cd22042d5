;; What a guest with a scripted peer carries besides `reporter.wat`: it waits for the answer to a step.
;;
;; The answer is two bytes on the guest's standard input: the errno, little endian. Memory is borrowed for as long as the
;; call needs it:
;;
;;     +0    the answer
;;     +128  the vector for fd_read: address, length
;;     +136  the number of bytes read
(module
  (import "runtime" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "report" "lend" (func $lend (result i32)))
  (import "report" "back" (func $back (param i32)))
  (import "guest" "memory" (memory 0))

  ;; The errno that the step ended with; `io`, 29, where no answer can be had.
  (func (export "wait") (result i32)
    (local $place i32) (local $got i32) (local $count i32) (local $errno i32)
    (local.set $errno (i32.const 29))
    (local.set $place (call $lend))
    (if (i32.eq (local.get $place) (i32.const -1)) (then (return (local.get $errno))))
    (block $done
      (loop $again
        (i32.store offset=128 (local.get $place) (i32.add (local.get $place) (local.get $got)))
        (i32.store offset=132 (local.get $place) (i32.sub (i32.const 2) (local.get $got)))
        (i32.store offset=136 (local.get $place) (i32.const 0))
        (local.set $count
          (call $fd_read
            (i32.const 0)
            (i32.add (local.get $place) (i32.const 128))
            (i32.const 1)
            (i32.add (local.get $place) (i32.const 136))))
        ;; A signal of the guest's own, `intr`, may come here too.
        (br_if $again (i32.eq (local.get $count) (i32.const 27)))
        (br_if $done (local.get $count))
        (local.set $count (i32.load offset=136 (local.get $place)))
        ;; The end of the input, or a count that cannot be true.
        (br_if $done (i32.eqz (local.get $count)))
        (br_if $done (i32.gt_u (local.get $count) (i32.sub (i32.const 2) (local.get $got))))
        (local.set $got (i32.add (local.get $got) (local.get $count)))
        (br_if $again (i32.lt_u (local.get $got) (i32.const 2)))
        (local.set $errno (i32.load16_u (local.get $place)))))
    (call $back (local.get $place))
    (local.get $errno)))
