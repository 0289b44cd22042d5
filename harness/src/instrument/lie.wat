;; What a guest carries whose calls are lied about: each function changes what one call was given or has given.
;;
;; Nothing is changed that is not in memory as a whole.
(module
  (import "guest" "memory" (memory 0))

  ;; The answer of the last call that failed, and the number of its error; -1 before there is one.
  (global $failed (mut i32) (i32.const -1))

  (func (export "lie-remember") (param $error i32)
    (global.set $failed (local.get $error)))

  ;; Tells that error once more, and forgets it.
  (func (export "lie-recall") (result i32)
    (global.get $failed)
    (global.set $failed (i32.const -1)))

  (func $inside (param $address i32) (param $length i32) (result i32)
    (i64.le_u
      (i64.add (i64.extend_i32_u (local.get $address)) (i64.extend_i32_u (local.get $length)))
      (i64.shl (i64.extend_i32_u (memory.size)) (i64.const 16))))

  ;; The byte at an address; 0 where there is none.
  (func (export "lie-byte") (param $address i32) (result i32)
    (if (i32.eqz (call $inside (local.get $address) (i32.const 1))) (then (return (i32.const 0))))
    (i32.load8_u (local.get $address)))

  (func (export "lie-put") (param $address i32) (param $byte i32)
    (if (call $inside (local.get $address) (i32.const 1))
      (then (i32.store8 (local.get $address) (local.get $byte)))))

  ;; Adds one to a number of this many bytes, the lowest first.
  (func (export "lie-next") (param $address i32) (param $size i32)
    (local $byte i32)
    (if (i32.eqz (call $inside (local.get $address) (local.get $size))) (then (return)))
    (loop $carry
      (if (i32.eqz (local.get $size)) (then (return)))
      (local.set $byte (i32.and (i32.add (i32.load8_u (local.get $address)) (i32.const 1)) (i32.const 255)))
      (i32.store8 (local.get $address) (local.get $byte))
      (local.set $address (i32.add (local.get $address) (i32.const 1)))
      (local.set $size (i32.sub (local.get $size) (i32.const 1)))
      (br_if $carry (i32.eqz (local.get $byte)))))

  ;; Takes the lowest flag away from flags of this many bytes.
  (func (export "lie-fewer") (param $address i32) (param $size i32)
    (local $byte i32)
    (if (i32.eqz (call $inside (local.get $address) (local.get $size))) (then (return)))
    (loop $next
      (if (i32.eqz (local.get $size)) (then (return)))
      (local.set $byte (i32.load8_u (local.get $address)))
      (i32.store8
        (local.get $address)
        (i32.and (local.get $byte) (i32.sub (local.get $byte) (i32.const 1))))
      (local.set $address (i32.add (local.get $address) (i32.const 1)))
      (local.set $size (i32.sub (local.get $size) (i32.const 1)))
      (br_if $next (i32.eqz (local.get $byte)))))

  ;; Exchanges the first two bytes of a buffer.
  (func $swap (export "lie-swap") (param $buffer i32) (param $length i32)
    (local $first i32)
    (if (i32.lt_u (local.get $length) (i32.const 2)) (then (return)))
    (if (i32.eqz (call $inside (local.get $buffer) (i32.const 2))) (then (return)))
    (local.set $first (i32.load8_u (local.get $buffer)))
    (i32.store8 (local.get $buffer) (i32.load8_u offset=1 (local.get $buffer)))
    (i32.store8 offset=1 (local.get $buffer) (local.get $first)))

  ;; The same of the buffer of the first vector.
  (func (export "lie-swap-first") (param $vectors i32)
    (if (i32.eqz (call $inside (local.get $vectors) (i32.const 8))) (then (return)))
    (call $swap (i32.load (local.get $vectors)) (i32.load offset=4 (local.get $vectors))))

  ;; Makes the first vector a byte shorter, and tells by how many bytes it is shorter now.
  (func (export "lie-shorten") (param $vectors i32) (result i32)
    (local $length i32)
    (if (i32.eqz (call $inside (local.get $vectors) (i32.const 8))) (then (return (i32.const 0))))
    (local.set $length (i32.load offset=4 (local.get $vectors)))
    (if (i32.eqz (local.get $length)) (then (return (i32.const 0))))
    (i32.store offset=4 (local.get $vectors) (i32.sub (local.get $length) (i32.const 1)))
    (i32.const 1))

  ;; Adds to the length of the first vector.
  (func (export "lie-lengthen") (param $vectors i32) (param $more i32)
    (if (i32.eqz (call $inside (local.get $vectors) (i32.const 8))) (then (return)))
    (i32.store offset=4
      (local.get $vectors)
      (i32.add (i32.load offset=4 (local.get $vectors)) (local.get $more))))

  ;; Adds to the 32-bit number at an address.
  (func $add (export "lie-add") (param $address i32) (param $more i32)
    (if (i32.eqz (call $inside (local.get $address) (i32.const 4))) (then (return)))
    (i32.store (local.get $address) (i32.add (i32.load (local.get $address)) (local.get $more))))

  ;; How many of the bytes that were moved are in the buffer of the first vector.
  (func $in-first (param $vectors i32) (param $moved i32) (result i32)
    (local $room i32)
    (if (i32.eqz (call $inside (local.get $vectors) (i32.const 8))) (then (return (i32.const 0))))
    (if (i32.eqz (call $inside (local.get $moved) (i32.const 4))) (then (return (i32.const 0))))
    (local.set $room (i32.load offset=4 (local.get $vectors)))
    (if (i32.eqz (call $inside (i32.load (local.get $vectors)) (local.get $room)))
      (then (return (i32.const 0))))
    (select
      (i32.load (local.get $moved))
      (local.get $room)
      (i32.lt_u (i32.load (local.get $moved)) (local.get $room))))

  ;; Takes the first byte out of what was received in vectors.
  (func (export "lie-lose") (param $vectors i32) (param $moved i32)
    (local $count i32) (local $buffer i32)
    (local.set $count (call $in-first (local.get $vectors) (local.get $moved)))
    (if (i32.eqz (local.get $count)) (then (return)))
    (local.set $buffer (i32.load (local.get $vectors)))
    (memory.copy
      (local.get $buffer)
      (i32.add (local.get $buffer) (i32.const 1))
      (i32.sub (local.get $count) (i32.const 1)))
    (call $add (local.get $moved) (i32.const -1)))

  ;; Puts the first byte of what was received in vectors there twice, where there is room.
  (func (export "lie-double") (param $vectors i32) (param $moved i32)
    (local $count i32) (local $buffer i32)
    (local.set $count (call $in-first (local.get $vectors) (local.get $moved)))
    (if (i32.eqz (local.get $count)) (then (return)))
    (if (i32.ge_u (local.get $count) (i32.load offset=4 (local.get $vectors))) (then (return)))
    (local.set $buffer (i32.load (local.get $vectors)))
    (memory.copy
      (i32.add (local.get $buffer) (i32.const 1))
      (local.get $buffer)
      (local.get $count))
    (call $add (local.get $moved) (i32.const 1)))

  ;; Takes the first byte out of a buffer with this many, and tells how many were taken.
  (func (export "lie-lose-first") (param $buffer i32) (param $length i32) (result i32)
    (if (i32.eqz (local.get $length)) (then (return (i32.const 0))))
    (if (i32.eqz (call $inside (local.get $buffer) (local.get $length))) (then (return (i32.const 0))))
    (memory.copy
      (local.get $buffer)
      (i32.add (local.get $buffer) (i32.const 1))
      (i32.sub (local.get $length) (i32.const 1)))
    (i32.const 1))

  ;; Exchanges the first two bytes of the list that stands at an address.
  (func (export "lie-swap-list") (param $list i32)
    (if (i32.eqz (call $inside (local.get $list) (i32.const 8))) (then (return)))
    (call $swap (i32.load (local.get $list)) (i32.load offset=4 (local.get $list))))

  ;; Takes the first byte out of the list that stands at an address.
  (func (export "lie-lose-list") (param $list i32)
    (if (i32.eqz (call $inside (local.get $list) (i32.const 8))) (then (return)))
    (if (i32.eqz (i32.load offset=4 (local.get $list))) (then (return)))
    (call $add (local.get $list) (i32.const 1))
    (call $add (i32.add (local.get $list) (i32.const 4)) (i32.const -1))))
