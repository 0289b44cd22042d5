;; The other end has a stream of what it receives, and reads none of it. That stream is no place for any amount of
;; bytes: of 64 MiB that are written in a thousand parts one must wait.
;;! level = "should"
;;! refs = ["wasip3.tcp-send", "wasip3.tcp-receive", "posix.send.blocks"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.bind" (func $bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.listen" (func $listen (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[async-lower][stream-read-0][method]tcp-socket.listen" (func $accept (param i32 i32 i32) (result i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.get-local-address" (func $local-address (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.connect" (func $connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[stream-new-0][method]tcp-socket.send" (func $stream-new (result i64)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.send" (func $send (param i32 i32) (result i32)))
  (import "wasi:sockets/types@0.3.0" "[async-lower][stream-write-0][method]tcp-socket.send" (func $write (param i32 i32 i32) (result i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.receive" (func $receive (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.set-send-buffer-size" (func $set-send-buffer-size (param i32 i64 i32)))
  (import "$root" "[waitable-set-new]" (func $waitable-set-new (result i32)))
  (import "$root" "[waitable-join]" (func $waitable-join (param i32 i32)))
  (import "$root" "[waitable-set-wait]" (func $waitable-set-wait (param i32 i32) (result i32)))
  (import "$root" "[waitable-set-drop]" (func $waitable-set-drop (param i32)))
  (memory (export "memory") 2)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $listener i32) (local $incoming i32) (local $port i32) (local $client i32) (local $server i32) (local $out i32) (local $sent i32) (local $all i32) (local $count i32)
    (call $create (i32.const 0) (i32.const 0))                                                                                                        ;;~ ok
    (local.set $listener (i32.load (i32.const 4)))
    (call $bind (local.get $listener) (call $loopback (i32.const 0)) (i32.const 0))                                                                   ;;~ ok
    (call $listen (local.get $listener) (i32.const 0))                                                                                                ;;~ ok
    (local.set $incoming (i32.load (i32.const 4)))
    (call $local-address (local.get $listener) (i32.const 0))                                                                                         ;;~ ok
    (local.set $port (i32.load16_u (i32.const 8)))
    (call $create (i32.const 0) (i32.const 0))                                                                                                        ;;~ ok
    (local.set $client (i32.load (i32.const 4)))
    (call $connect (local.get $client) (call $loopback (local.get $port)) (i32.const 0))                                                              ;;~ ok
    (call $await (local.get $incoming) (call $accept (local.get $incoming) (i32.const 48) (i32.const 1)))                                             ;;~ completed
    (local.set $server (i32.load (i32.const 48)))
    (call $set-send-buffer-size (local.get $client) (i64.const 4096) (i32.const 0))                                                                   ;;~ ok
    (call $receive (local.get $server) (i32.const 0))                                                                                                 ;;~ returns
    (i64.store (i32.const 32) (call $stream-new))                                                                                                     ;;~ returns
    (local.set $out (i32.load (i32.const 36)))
    (local.set $sent (call $send (local.get $client) (i32.load (i32.const 32))))                                                                      ;;~ returns
    (loop $fill
      (local.set $all (i32.add (local.get $all) (call $copied (local.get $out) (call $write (local.get $out) (i32.const 65536) (i32.const 65536)))))  ;;= completed count=* | blocks
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $fill
        (i32.and
          (i32.lt_u (local.get $all) (i32.const 67108864))
          (i32.lt_u (local.get $count) (i32.const 1024)))))
    (call $await (local.get $out) (call $write (local.get $out) (i32.const 65536) (i32.const 65536)))                                                 ;;= blocks
    (i32.const 0))

  ;; 127.0.0.1 with this port, as the canonical ABI passes an ip-socket-address.
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Waits until an end of a stream or a future has done what it was asked, unless it had at once.
  (func $await (param $end i32) (param $copied i32) (local $set i32)
    (if (i32.ne (local.get $copied) (i32.const -1)) (then (return)))
    (local.set $set (call $waitable-set-new))
    (call $waitable-join (local.get $end) (local.get $set))
    (drop (call $waitable-set-wait (local.get $set) (i32.const 1024)))
    (call $waitable-join (local.get $end) (i32.const 0))
    (call $waitable-set-drop (local.get $set)))

  ;; Waits until an end of a stream has done what it was asked, unless it had at once, and gives how many bytes that were.
  (func $copied (param $end i32) (param $copied i32) (result i32) (local $set i32)
    (if (i32.ne (local.get $copied) (i32.const -1))
      (then (return (i32.shr_u (local.get $copied) (i32.const 4)))))
    (local.set $set (call $waitable-set-new))
    (call $waitable-join (local.get $end) (local.get $set))
    (drop (call $waitable-set-wait (local.get $set) (i32.const 1024)))
    (call $waitable-join (local.get $end) (i32.const 0))
    (call $waitable-set-drop (local.get $set))
    (i32.shr_u (i32.load (i32.const 1028)) (i32.const 4)))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
