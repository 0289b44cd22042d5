;; What a guest carries whose calls may return before they have finished: which calls these are, so that the report can say how each
;; went when the guest is told.
;;
;; They stand in a memory of their own, the ledger, so that no byte of the guest's memory is in use. An entry has 64 bytes:
;;
;;     +0    the number by which the guest is told of the call, plus 1; 0 where there is no entry
;;     +4    the index of the function in the legend
;;     +8    where the call stands
;;     +16   its core parameters, 8 bytes each
(module
  ;; Reports of the call with this number that it came to this.
  (import "calls" "tell" (func $tell (param i32 i32)))
  (import "guest" "memory" (memory 0))
  (import "guest" "ledger" (memory $ledger 1))

  ;; Gives a free entry to a call. Where there are more than a thousand, the last one is forgotten.
  (func (export "enter-into-ledger") (param $number i32) (param $function i32) (param $site i32) (result i32)
    (local $entry i32)
    (block $found
      (loop $next
        (br_if $found (i32.eqz (i32.load $ledger (local.get $entry))))
        (br_if $found (i32.eq (local.get $entry) (i32.const 65472)))
        (local.set $entry (i32.add (local.get $entry) (i32.const 64)))
        (br $next)))
    (i32.store $ledger (local.get $entry) (i32.add (local.get $number) (i32.const 1)))
    (i32.store $ledger offset=4 (local.get $entry) (local.get $function))
    (i32.store $ledger offset=8 (local.get $entry) (local.get $site))
    (local.get $entry))

  ;; Finds the entry of a call, and frees it; -1 where there is none.
  (func (export "strike-from-ledger") (param $number i32) (result i32)
    (local $entry i32)
    (loop $next
      (if (i32.eq (i32.load $ledger (local.get $entry)) (i32.add (local.get $number) (i32.const 1)))
        (then
          (i32.store $ledger (local.get $entry) (i32.const 0))
          (return (local.get $entry))))
      (local.set $entry (i32.add (local.get $entry) (i32.const 64)))
      (br_if $next (i32.lt_u (local.get $entry) (i32.const 65536))))
    (i32.const -1))

  ;; Takes an event of this kind, of which the number and what it came to stand at an address.
  (func (export "event") (param $kind i32) (param $at i32)
    (if (i32.eqz (local.get $kind)) (then (return)))
    ;; A subtask that has only been started has not finished.
    (if (i32.eq (local.get $kind) (i32.const 1))
      (then
        (if (i32.lt_u (i32.load offset=4 (local.get $at)) (i32.const 2)) (then (return)))))
    (call $tell (i32.load (local.get $at)) (i32.load offset=4 (local.get $at)))))
