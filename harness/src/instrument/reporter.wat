;; What a traced guest carries to write its report. `part.rs` puts these functions and globals into the guest and
;; connects the imports; the exports are what the wrapper of an import calls.
;;
;; A line is collected in 16 words, which are globals, so that no byte of the guest's memory is in use while it is read
;; for the report. Only `$flush` borrows memory, 144 bytes of it, for as long as `fd_write` needs them:
;;
;;     +0    16 words of text; n words of it are the last n
;;     +128  the vector for fd_write: address, length
;;     +136  the number of bytes written
(module
  (import "runtime" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  ;; Shifts the text by a word and adds this one at its end.
  (import "words" "push" (func $push (param i64)))
  ;; Exchanges the words with the 144 bytes at this address.
  (import "words" "swap" (func $swap (param i32)))
  (import "guest" "memory" (memory 0))
  ;; Whether other threads may look at the memory at any time.
  (import "guest" "shared" (global $shared i32))

  (global $word (mut i64) (i64.const 0))      ;; the bytes that do not fill a word yet
  (global $fill (mut i32) (i32.const 0))      ;; how many they are
  (global $full (mut i32) (i32.const 0))      ;; how many words are pushed
  (global $page (mut i32) (i32.const -1))     ;; in shared memory: where our own page is, -1 before it is taken

  ;; Where to borrow 144 bytes; -1 when there is no memory to be had. Memory that belongs to this thread lends its first
  ;; bytes, after growing to its first page if it has none. Shared memory lends nothing: a page of our own is taken.
  (func $place (export "place") (result i32)
    (local $pages i32)
    (if (i32.eqz (global.get $shared))
      (then
        (if (memory.size) (then (return (i32.const 0))))
        (return (memory.grow (i32.const 1)))))
    (if (i32.eq (global.get $page) (i32.const -1))
      (then
        (local.set $pages (memory.grow (i32.const 1)))
        (if (i32.eq (local.get $pages) (i32.const -1)) (then (return (i32.const -1))))
        (global.set $page (i32.shl (local.get $pages) (i32.const 16)))))
    (global.get $page))

  ;; Writes out what is collected.
  (func $flush
    (local $place i32) (local $at i32) (local $left i32) (local $fd i32) (local $written i32)
    (local.set $left (i32.add (i32.shl (global.get $full) (i32.const 3)) (global.get $fill)))
    (if (global.get $fill)
      (then
        (call $push (global.get $word))
        (global.set $full (i32.add (global.get $full) (i32.const 1)))))
    (local.set $at (i32.sub (i32.const 128) (i32.shl (global.get $full) (i32.const 3))))
    (global.set $word (i64.const 0))
    (global.set $fill (i32.const 0))
    (global.set $full (i32.const 0))
    (local.set $place (call $place))
    (if (i32.eq (local.get $place) (i32.const -1)) (then (return)))
    (call $swap (local.get $place))
    (local.set $at (i32.add (local.get $at) (local.get $place)))
    (local.set $fd (i32.const 1))
    (block $done
      (loop $again
        (br_if $done (i32.eqz (local.get $left)))
        (i32.store offset=128 (local.get $place) (local.get $at))
        (i32.store offset=132 (local.get $place) (local.get $left))
        (i32.store offset=136 (local.get $place) (i32.const 0))
        (if (call $fd_write
              (local.get $fd)
              (i32.add (local.get $place) (i32.const 128))
              (i32.const 1)
              (i32.add (local.get $place) (i32.const 136)))
          (then
            ;; The guest may have closed its standard output: its standard error is the second and last try.
            (br_if $done (i32.eq (local.get $fd) (i32.const 2)))
            (local.set $fd (i32.const 2))
            (br $again)))
        (local.set $written (i32.load offset=136 (local.get $place)))
        ;; A count that cannot be true must not keep us here for ever.
        (br_if $done (i32.eqz (local.get $written)))
        (br_if $done (i32.gt_u (local.get $written) (local.get $left)))
        (local.set $at (i32.add (local.get $at) (local.get $written)))
        (local.set $left (i32.sub (local.get $left) (local.get $written)))
        (br $again)))
    (call $swap (local.get $place)))

  (func $byte (param $byte i32)
    (global.set $word
      (i64.or
        (global.get $word)
        (i64.shl
          (i64.extend_i32_u (local.get $byte))
          (i64.extend_i32_u (i32.shl (global.get $fill) (i32.const 3))))))
    (global.set $fill (i32.add (global.get $fill) (i32.const 1)))
    (if (i32.lt_u (global.get $fill) (i32.const 8)) (then (return)))
    (call $push (global.get $word))
    (global.set $word (i64.const 0))
    (global.set $fill (i32.const 0))
    (global.set $full (i32.add (global.get $full) (i32.const 1)))
    (if (i32.eq (global.get $full) (i32.const 16)) (then (call $flush))))

  ;; Up to 8 bytes of text, the first in the lowest bits; a zero byte ends it.
  (func $text (export "text") (param $bytes i64)
    (loop $next
      (if (i64.eqz (local.get $bytes)) (then (return)))
      (call $byte (i32.and (i32.wrap_i64 (local.get $bytes)) (i32.const 0xff)))
      (local.set $bytes (i64.shr_u (local.get $bytes) (i64.const 8)))
      (br $next)))

  (func $decimal (export "decimal") (param $value i64)
    (if (i64.ge_u (local.get $value) (i64.const 10))
      (then (call $decimal (i64.div_u (local.get $value) (i64.const 10)))))
    (call $byte
      (i32.add (i32.const 0x30) (i32.wrap_i64 (i64.rem_u (local.get $value) (i64.const 10))))))

  ;; A site: a line, or the complement of an offset.
  (func (export "site") (param $site i32)
    (if (i32.ge_s (local.get $site) (i32.const 0))
      (then (call $byte (i32.const 0x4c)))                                                            ;; L
      (else
        (call $byte (i32.const 0x2b))                                                                 ;; +
        (local.set $site (i32.xor (local.get $site) (i32.const -1)))))
    (call $decimal (i64.extend_i32_u (local.get $site))))

  (func (export "end")
    (call $byte (i32.const 0x0a))
    (call $flush))

  (func $digit (param $digit i32)
    (call $byte
      (i32.add
        (local.get $digit)
        (select (i32.const 0x57) (i32.const 0x30) (i32.gt_u (local.get $digit) (i32.const 9))))))

  ;; Whether all of these bytes are in memory.
  (func $inside (param $address i32) (param $length i64) (result i32)
    (i64.le_u
      (i64.add (i64.extend_i32_u (local.get $address)) (local.get $length))
      (i64.shl (i64.extend_i32_u (memory.size)) (i64.const 16))))

  ;; The bytes at an address, no more than the limit; or that they are not all in memory. No bytes are in memory
  ;; anywhere. The length is below 2^63.
  (func $region (export "region") (param $address i32) (param $length i64) (param $limit i32)
    (local $end i32) (local $byte i32)
    (call $text (i64.const 0x4020))                                                                   ;; " @"
    (call $decimal (i64.extend_i32_u (local.get $address)))
    (if (i64.ne (local.get $length) (i64.const 0))
      (then
        (if (i32.eqz (call $inside (local.get $address) (local.get $length)))
          (then (call $byte (i32.const 0x21)) (return)))))                                            ;; !
    (call $byte (i32.const 0x3d))                                                                     ;; =
    (local.set $end
      (i32.add
        (local.get $address)
        (select
          (local.get $limit)
          (i32.wrap_i64 (local.get $length))
          (i64.gt_u (local.get $length) (i64.extend_i32_u (local.get $limit))))))
    (loop $next
      (if (i32.eq (local.get $address) (local.get $end)) (then (return)))
      (local.set $byte (i32.load8_u (local.get $address)))
      (call $digit (i32.shr_u (local.get $byte) (i32.const 4)))
      (call $digit (i32.and (local.get $byte) (i32.const 15)))
      (local.set $address (i32.add (local.get $address) (i32.const 1)))
      (br $next)))

  ;; An array of vectors and the buffers they point to, no more than the two limits.
  (func (export "vectors") (param $address i32) (param $count i32) (param $most i32) (param $limit i32)
    (local $length i64)
    (local.set $length (i64.shl (i64.extend_i32_u (local.get $count)) (i64.const 3)))
    (call $region (local.get $address) (local.get $length) (i32.shl (local.get $most) (i32.const 3)))
    (if (i32.eqz (call $inside (local.get $address) (local.get $length))) (then (return)))
    (if (i32.gt_u (local.get $count) (local.get $most)) (then (local.set $count (local.get $most))))
    (loop $next
      (if (i32.eqz (local.get $count)) (then (return)))
      (call $region
        (i32.load (local.get $address))
        (i64.load32_u offset=4 (local.get $address))
        (local.get $limit))
      (local.set $address (i32.add (local.get $address) (i32.const 8)))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (br $next)))

  ;; The u32 at an address, 0 when it is not in memory.
  (func (export "pointee") (param $address i32) (result i64)
    (if (i32.eqz (call $inside (local.get $address) (i64.const 4))) (then (return (i64.const 0))))
    (i64.load32_u (local.get $address))))
