;; Fills the memory that a call is to write to before the call is made, so that what the call leaves unwritten shows.
(module
  (import "guest" "memory" (memory 0))

  ;; These bytes, if all of them are in memory: none of them is then what a call is likely to write.
  (func (export "blank") (param $address i32) (param $length i64)
    (if (i64.gt_u
          (i64.add (i64.extend_i32_u (local.get $address)) (local.get $length))
          (i64.shl (i64.extend_i32_u (memory.size)) (i64.const 16)))
      (then (return)))
    (loop $next
      (if (i64.eqz (local.get $length)) (then (return)))
      (i32.store8 (local.get $address) (i32.const 0xa5))
      (local.set $address (i32.add (local.get $address) (i32.const 1)))
      (local.set $length (i64.sub (local.get $length) (i64.const 1)))
      (br $next))))
