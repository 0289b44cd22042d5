;; What a traced guest carries to write its report. `part.rs` puts these functions and globals into the guest and
;; connects the imports; the exports are what the wrapper of an import calls.
;;
;; A line is a sequence of words of eight letters, see `record/line.rs`. Each word goes into the code that seals the line, and
;; to `$put`, which collects it outside of what is read for the report: see `alone.wat` and `threads.wat`. The state of the code
;; and the key are globals that the guest has no name for.
(module
  (import "runtime" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  ;; Begins a line, and tells which thread this is.
  (import "report" "open" (func $open (result i32)))
  ;; Adds a word to the line.
  (import "report" "put" (func $put (param i64)))
  ;; Writes out what is collected of the line.
  (import "report" "close" (func $close))
  (import "guest" "memory" (memory 0))
  ;; The tag of the seal, and its key as the state that SipHash begins with. Nothing sets them; they are mutable so that no compiler
  ;; puts them into code, and what it makes of a guest is the same but for them, see `kept.rs`.
  (import "guest" "tag" (global $tag (mut i64)))
  (import "guest" "key0" (global $key0 (mut i64)))
  (import "guest" "key1" (global $key1 (mut i64)))
  (import "guest" "key2" (global $key2 (mut i64)))
  (import "guest" "key3" (global $key3 (mut i64)))
  ;; Where the call stands that is made next; -1 is a call from outside.
  (import "guest" "site" (global $site (mut i32)))

  (global $v0 (mut i64) (i64.const 0))
  (global $v1 (mut i64) (i64.const 0))
  (global $v2 (mut i64) (i64.const 0))
  (global $v3 (mut i64) (i64.const 0))
  (global $words (mut i32) (i32.const 0))     ;; how many words of the line are sealed
  (global $number (mut i32) (i32.const 0))    ;; how many lines this thread has begun
  (global $part (mut i32) (i32.const 0))      ;; whether no more than a part of what is being written is out

  ;; Rounds of SipHash. The state is in locals while they run: a global costs a runtime more to compile.
  (func $rounds (param $left i32)
    (local $a i64) (local $b i64) (local $c i64) (local $d i64)
    (local.set $a (global.get $v0))
    (local.set $b (global.get $v1))
    (local.set $c (global.get $v2))
    (local.set $d (global.get $v3))
    (loop $next
      (local.set $a (i64.add (local.get $a) (local.get $b)))
      (local.set $b (i64.xor (i64.rotl (local.get $b) (i64.const 13)) (local.get $a)))
      (local.set $c (i64.add (local.get $c) (local.get $d)))
      (local.set $d (i64.xor (i64.rotl (local.get $d) (i64.const 16)) (local.get $c)))
      (local.set $a (i64.add (i64.rotl (local.get $a) (i64.const 32)) (local.get $d)))
      (local.set $d (i64.xor (i64.rotl (local.get $d) (i64.const 21)) (local.get $a)))
      (local.set $c (i64.add (local.get $c) (local.get $b)))
      (local.set $b (i64.xor (i64.rotl (local.get $b) (i64.const 17)) (local.get $c)))
      (local.set $c (i64.rotl (local.get $c) (i64.const 32)))
      (br_if $next (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
    (global.set $v0 (local.get $a))
    (global.set $v1 (local.get $b))
    (global.set $v2 (local.get $c))
    (global.set $v3 (local.get $d)))

  (func $seal (param $word i64)
    (global.set $v3 (i64.xor (global.get $v3) (local.get $word)))
    (call $rounds (i32.const 2))
    (global.set $v0 (i64.xor (global.get $v0) (local.get $word)))
    (global.set $words (i32.add (global.get $words) (i32.const 1))))

  ;; The eight letters of the lower half of a number, the lowest digit first.
  (func $letters (param $number i64) (result i64)
    (local.set $number (i64.and (local.get $number) (i64.const 0xffffffff)))
    (local.set $number
      (i64.and
        (i64.or (local.get $number) (i64.shl (local.get $number) (i64.const 16)))
        (i64.const 0x0000ffff0000ffff)))
    (local.set $number
      (i64.and
        (i64.or (local.get $number) (i64.shl (local.get $number) (i64.const 8)))
        (i64.const 0x00ff00ff00ff00ff)))
    (local.set $number
      (i64.and
        (i64.or (local.get $number) (i64.shl (local.get $number) (i64.const 4)))
        (i64.const 0x0f0f0f0f0f0f0f0f)))
    (i64.add (local.get $number) (i64.const 0x6161616161616161)))

  (func $word (param $word i64)
    (call $seal (local.get $word))
    (call $put (local.get $word)))

  ;; A number of 32 bits.
  (func $value (export "value") (param $value i32)
    (call $word (call $letters (i64.extend_i32_u (local.get $value)))))

  ;; A number of 64 bits, the lower half first.
  (func (export "long") (param $value i64)
    (call $word (call $letters (local.get $value)))
    (call $word (call $letters (i64.shr_u (local.get $value) (i64.const 32)))))

  ;; Begins a line that has this head, on a call at this site.
  (func $begin (export "begin") (param $head i32) (param $at i32)
    (local $thread i32)
    (local.set $thread (call $open))
    (global.set $v0 (global.get $key0))
    (global.set $v1 (global.get $key1))
    (global.set $v2 (global.get $key2))
    (global.set $v3 (global.get $key3))
    (global.set $words (i32.const 0))
    (call $word (global.get $tag))
    (call $value (local.get $head))
    (call $value (global.get $number))
    (global.set $number (i32.add (global.get $number) (i32.const 1)))
    (call $value (local.get $thread))
    (call $value (local.get $at)))

  ;; Begins the line before a call, and tells the site of the call.
  (func (export "enter") (param $head i32) (result i32)
    (local $at i32)
    (local.set $at (global.get $site))
    (global.set $site (i32.const -1))
    (call $begin (local.get $head) (local.get $at))
    (local.get $at))

  ;; Ends a line with the code that seals it, and a newline in the place of the highest letter.
  (func (export "end")
    (local $code i64)
    (call $seal (i64.shl (i64.extend_i32_u (global.get $words)) (i64.const 59)))
    (global.set $v2 (i64.xor (global.get $v2) (i64.const 0xff)))
    (call $rounds (i32.const 4))
    (local.set $code
      (i64.xor
        (i64.xor (global.get $v0) (global.get $v1))
        (i64.xor (global.get $v2) (global.get $v3))))
    (call $put (call $letters (local.get $code)))
    (call $put
      (i64.or
        (i64.and
          (call $letters (i64.shr_u (local.get $code) (i64.const 32)))
          (i64.const 0x00ffffffffffffff))
        (i64.const 0x0a00000000000000)))
    (call $close))

  ;; Whether a line must wait which a handler of signals has made while another one is written: it would come in the middle of that.
  (func (export "in-part") (result i32)
    (global.get $part))

  ;; Writes the bytes at an address. At `$vector` is room for the vector, 8 bytes, and 4 for the number of bytes written.
  (func (export "write") (param $vector i32) (param $at i32) (param $left i32)
    (local $fd i32) (local $written i32)
    (local.set $fd (i32.const 1))
    (loop $again
      (i32.store (local.get $vector) (local.get $at))
      (i32.store offset=4 (local.get $vector) (local.get $left))
      (i32.store offset=8 (local.get $vector) (i32.const 0))
      (local.set $written
        (call $fd_write
          (local.get $fd)
          (local.get $vector)
          (i32.const 1)
          (i32.add (local.get $vector) (i32.const 8))))
      ;; A signal of the guest's own, `intr`, may come here too.
      (br_if $again (i32.eq (local.get $written) (i32.const 27)))
      (if (local.get $written)
        (then
          ;; The guest may have closed its standard output: its standard error is the second and last try.
          (if (i32.eq (local.get $fd) (i32.const 2)) (then (global.set $part (i32.const 0)) (return)))
          (local.set $fd (i32.const 2))
          (br $again)))
      (local.set $written (i32.load offset=8 (local.get $vector)))
      ;; A count that cannot be true must not keep us here for ever.
      (if (i32.or
            (i32.eqz (local.get $written))
            (i32.gt_u (local.get $written) (local.get $left)))
        (then (global.set $part (i32.const 0)) (return)))
      (local.set $at (i32.add (local.get $at) (local.get $written)))
      (global.set $part (local.tee $left (i32.sub (local.get $left) (local.get $written))))
      (br_if $again (local.get $left))))

  ;; Whether all of these bytes are in memory.
  (func $inside (param $address i32) (param $length i64) (result i32)
    (i64.le_u
      (i64.add (i64.extend_i32_u (local.get $address)) (local.get $length))
      (i64.shl (i64.extend_i32_u (memory.size)) (i64.const 16))))

  ;; The bytes at an address, no more than the limit; or that they are not all in memory. No bytes are in memory
  ;; anywhere. The length is below 2^63.
  (func $region (export "region") (param $address i32) (param $length i64) (param $limit i32)
    (local $last i32) (local $shift i32)
    (call $value (local.get $address))
    (if (i64.ne (local.get $length) (i64.const 0))
      (then
        (if (i32.eqz (call $inside (local.get $address) (local.get $length)))
          (then (call $value (i32.const 0x80000000)) (return)))))
    (if (i64.lt_u (local.get $length) (i64.extend_i32_u (local.get $limit)))
      (then (local.set $limit (i32.wrap_i64 (local.get $length)))))
    (call $value (local.get $limit))
    (block $rest
      (loop $next
        (br_if $rest (i32.lt_u (local.get $limit) (i32.const 4)))
        (call $value (i32.load align=1 (local.get $address)))
        (local.set $address (i32.add (local.get $address) (i32.const 4)))
        (local.set $limit (i32.sub (local.get $limit) (i32.const 4)))
        (br $next)))
    (if (i32.eqz (local.get $limit)) (then (return)))
    (loop $next
      (local.set $last
        (i32.or
          (local.get $last)
          (i32.shl (i32.load8_u (local.get $address)) (local.get $shift))))
      (local.set $shift (i32.add (local.get $shift) (i32.const 8)))
      (local.set $address (i32.add (local.get $address) (i32.const 1)))
      (br_if $next (local.tee $limit (i32.sub (local.get $limit) (i32.const 1)))))
    (call $value (local.get $last)))

  ;; An array of vectors and the buffers they point to, no more than the two limits.
  (func (export "vectors") (param $address i32) (param $count i32) (param $most i32) (param $limit i32)
    (call $region
      (local.get $address)
      (i64.shl (i64.extend_i32_u (local.get $count)) (i64.const 3))
      (i32.shl (local.get $most) (i32.const 3)))
    (call $inner
      (local.get $address) (local.get $count) (i32.const 8) (i32.const 0) (local.get $most) (local.get $limit)))

  ;; The bytes of what each element of an array points to, by the address and the length that stand at an offset in it, no
  ;; more than the two limits. Nothing where the array is not in memory.
  (func $inner (export "inner")
    (param $address i32) (param $count i32) (param $size i32) (param $offset i32) (param $most i32) (param $limit i32)
    (if (i32.eqz
          (call $inside
            (local.get $address)
            (i64.mul (i64.extend_i32_u (local.get $count)) (i64.extend_i32_u (local.get $size)))))
      (then (return)))
    (local.set $address (i32.add (local.get $address) (local.get $offset)))
    (if (i32.gt_u (local.get $count) (local.get $most)) (then (local.set $count (local.get $most))))
    (loop $next
      (if (i32.eqz (local.get $count)) (then (return)))
      (call $region
        (i32.load (local.get $address))
        (i64.load32_u offset=4 (local.get $address))
        (local.get $limit))
      (local.set $address (i32.add (local.get $address) (local.get $size)))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (br $next)))

  ;; The u32 at an address, 0 when it is not in memory.
  (func (export "pointee") (param $address i32) (result i64)
    (if (i32.eqz (call $inside (local.get $address) (i64.const 4))) (then (return (i64.const 0))))
    (i64.load32_u (local.get $address))))
