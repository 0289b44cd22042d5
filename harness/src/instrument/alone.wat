;; Collects the lines of a guest whose memory nobody else looks at: no other thread, and no handler of signals.
;;
;; A line is collected in 16 words, which are globals, so that no byte of the guest's memory is in use while it is read
;; for the report. Memory is borrowed for as long as a call of the runtime needs it, 144 bytes of it:
;;
;;     +0    16 words of text; n words of it are the last n
;;     +128  room for what the call answers, and for its vector
(module
  (import "report" "write" (func $write (param i32 i32 i32)))
  ;; Shifts the text by a word and adds this one at its end.
  (import "words" "push" (func $push (param i64)))
  ;; Exchanges the words with the 144 bytes at this address.
  (import "words" "swap" (func $swap (param i32)))
  (import "guest" "memory" (memory 0))

  (global $full (mut i32) (i32.const 0))      ;; how many words are collected

  ;; Borrows 144 bytes, and tells where they are; -1 when there is no memory to be had. A memory without pages grows to one.
  (func $lend (export "lend") (result i32)
    (if (i32.eqz (memory.size))
      (then
        (if (i32.eq (memory.grow (i32.const 1)) (i32.const -1)) (then (return (i32.const -1))))))
    (call $swap (i32.const 0))
    (i32.const 0))

  ;; Gives back what was borrowed.
  (func $back (export "back") (param $place i32)
    (call $swap (local.get $place)))

  (func (export "open") (result i32)
    (i32.const 0))

  (func (export "put") (param $word i64)
    (call $push (local.get $word))
    (global.set $full (i32.add (global.get $full) (i32.const 1)))
    (if (i32.eq (global.get $full) (i32.const 16)) (then (call $flush))))

  (func $flush (export "close")
    (local $place i32) (local $length i32)
    (if (i32.eqz (global.get $full)) (then (return)))
    (local.set $length (i32.shl (global.get $full) (i32.const 3)))
    (global.set $full (i32.const 0))
    (if (i32.eq (local.tee $place (call $lend)) (i32.const -1)) (then (return)))
    (call $write
      (i32.add (local.get $place) (i32.const 128))
      (i32.sub (i32.add (local.get $place) (i32.const 128)) (local.get $length))
      (local.get $length))
    (call $back (local.get $place))))
