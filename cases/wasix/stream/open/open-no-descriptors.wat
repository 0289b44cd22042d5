;; Sockets were opened, and bound, until the process had no descriptor left for another one. POSIX has EMFILE for the next: by
;; sock_open, after which the first one is bound as before, or by sock_bind where a runtime makes the host's socket only then.
;;! level = "should"
;;! refs = ["posix.emfile", "posix.bind.bound", "wasix.sock_open.similar", "wasix.sock_bind.similar"]
;;! needs = ["netns"]
;;! world = { descriptors = 16 }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 36) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32) (local $count i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))            ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 36)))                                     ;;~ success
    (loop $fill
      (if (i32.eqz (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 12)))  ;;~ success fd=* | mfile
        (then
          (drop (call $sock_bind (i32.load (i32.const 12)) (i32.const 36)))))                   ;;~ success fd=* | mfile
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $fill (i32.lt_u (local.get $count) (i32.const 24))))
    (if (i32.eqz (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 12)))    ;;= mfile @refused | success fd=* @opened
      (then
        (local.set $fd (i32.load (i32.const 12)))))
    (drop (call $sock_bind (local.get $fd) (i32.const 36)))                                     ;;= inval after @refused | mfile after @opened
  ))
