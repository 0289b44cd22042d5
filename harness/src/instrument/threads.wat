;; Collects the lines of a guest whose memory others look at meanwhile: threads that share it, each of which has this code and its own
;; globals, or a handler of signals, which the runtime calls within a call of ours before it writes what it is given. The lines of a
;; handler that makes calls stand behind the line that is being written. They are written at once, so that a call that does not return is
;; told of; but where a part of that line is out already, they wait behind it.
;;
;; The memory has a page more than the guest asks for, which begins where the guest's own pages end at first. It holds a line
;; from its first word to its last, and is locked as long: so a line is written whole, whatever the other threads do. No call
;; of the guest is made under the lock, but by a handler of this thread.
;;
;;     +0    the lock: 0 free, 1 taken, 2 taken and waited for
;;     +4    how many threads have reported anything
;;     +32   144 bytes that are lent to a call of the runtime
;;     +256  a line: 16 bytes for the vector, or where it ends if it waits, and the text
;;
;; The guest can write there, and so break its own report, but not forge it: what it writes is not sealed.
(module
  (import "report" "write" (func $write (param i32 i32 i32)))
  (import "report" "in-part" (func $in-part (result i32)))
  (import "guest" "memory" (memory 0))
  ;; Where the page begins.
  (import "guest" "page" (global $page i32))

  (global $thread (mut i32) (i32.const -1))   ;; which thread this is; -1 before it has reported anything
  (global $depth (mut i32) (i32.const 0))     ;; how many lines are begun: a signal may come while one is written
  (global $line (mut i32) (i32.const 256))    ;; where in the page the last of them begins
  (global $end (mut i32) (i32.const 256))     ;; where it ends

  (func (export "lend") (result i32)
    (i32.add (global.get $page) (i32.const 32)))

  (func (export "back") (param $place i32))

  (func (export "open") (result i32)
    (if (i32.eqz (global.get $depth))
      (then
        (if (i32.atomic.rmw.cmpxchg (global.get $page) (i32.const 0) (i32.const 1))
          (then
            (loop $again
              (if (i32.atomic.rmw.xchg (global.get $page) (i32.const 2))
                (then
                  (drop (memory.atomic.wait32 (global.get $page) (i32.const 2) (i64.const -1)))
                  (br $again))))))))
    (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
    (if (i32.eq (global.get $thread) (i32.const -1))
      (then
        (global.set $thread (i32.atomic.rmw.add offset=4 (global.get $page) (i32.const 1)))))
    (global.set $line (global.get $end))
    (global.set $end (i32.add (global.get $end) (i32.const 16)))
    (global.get $thread))

  (func (export "put") (param $word i64)
    (if (i32.gt_u (global.get $end) (i32.const 65528)) (then (return)))
    (i64.store (i32.add (global.get $page) (global.get $end)) (local.get $word))
    (global.set $end (i32.add (global.get $end) (i32.const 8))))

  (func (export "close")
    (local $line i32) (local $next i32)
    (local.set $line (global.get $line))
    (if (i32.and (i32.gt_u (global.get $depth) (i32.const 1)) (call $in-part))
      (then
        (i32.store (i32.add (global.get $page) (local.get $line)) (global.get $end))
        (global.set $depth (i32.sub (global.get $depth) (i32.const 1)))
        (return)))
    (local.set $next (global.get $end))
    (call $text (local.get $line) (local.get $next))
    ;; The lines that wait now. What the guest may have put there in the place of an end must not keep us here.
    (block $done
      (loop $again
        (br_if $done (i32.ge_u (local.get $next) (global.get $end)))
        (call $text
          (local.get $next)
          (local.tee $next (call $after (local.get $next))))
        (br $again)))
    (global.set $end (local.get $line))
    (global.set $depth (i32.sub (global.get $depth) (i32.const 1)))
    (if (i32.eqz (global.get $depth))
      (then
        (if (i32.eq (i32.atomic.rmw.xchg (global.get $page) (i32.const 0)) (i32.const 2))
          (then (drop (memory.atomic.notify (global.get $page) (i32.const 1))))))))

  ;; Where a line ends that waits.
  (func $after (param $line i32) (result i32)
    (local $after i32)
    (local.set $after (i32.load (i32.add (global.get $page) (local.get $line))))
    (select
      (local.get $after)
      (global.get $end)
      (i32.and
        (i32.gt_u (local.get $after) (i32.add (local.get $line) (i32.const 16)))
        (i32.lt_u (local.get $after) (global.get $end)))))

  ;; Writes the text of the line that begins and ends there.
  (func $text (param $line i32) (param $after i32)
    (local $place i32)
    (local.set $place (i32.add (global.get $page) (local.get $line)))
    (call $write
      (local.get $place)
      (i32.add (local.get $place) (i32.const 16))
      (i32.sub (i32.sub (local.get $after) (local.get $line)) (i32.const 16)))))
