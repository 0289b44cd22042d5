;; What stands at the head of a component in which a module is traced: a module that takes the words of the lines and writes them
;; to standard output, by streams of its own. The version in the names of what it imports is one that the component does not import:
;; nothing may be imported twice.
;;
;; The stream is opened for each line and dropped after it, so that the component's own handles have the numbers that they would
;; have without a report.
(component
  (import "wasi:io/error@0.2.0" (instance $errors
    (export "error" (type (sub resource)))))
  (alias export $errors "error" (type $error))
  (import "wasi:io/streams@0.2.0" (instance $streams
    (export "output-stream" (type $stream (sub resource)))
    (export "error" (type $its-error (eq $error)))
    (type $failure (variant (case "last-operation-failed" (own $its-error)) (case "closed")))
    (export "stream-error" (type $stream-error (eq $failure)))
    (export "[method]output-stream.blocking-write-and-flush"
      (func (param "self" (borrow $stream)) (param "contents" (list u8)) (result (result (error $stream-error)))))))
  (alias export $streams "output-stream" (type $output-stream))
  (import "wasi:cli/stdout@0.2.0" (instance $stdout
    (export "output-stream" (type $stream (eq $output-stream)))
    (export "get-stdout" (func (result (own $stream))))))

  (core module $Room (memory (export "memory") 1))
  (core instance $room (instantiate $Room))
  (core func $get (canon lower (func $stdout "get-stdout")))
  (core func $write
    (canon lower (func $streams "[method]output-stream.blocking-write-and-flush") (memory $room "memory")))
  (core func $drop (canon resource.drop $output-stream))

  (core module $Sink
    (import "host" "get-stdout" (func $get (result i32)))
    (import "host" "write" (func $write (param i32 i32 i32 i32)))
    (import "host" "drop" (func $drop (param i32)))
    (import "room" "memory" (memory 1))

    (global $full (mut i32) (i32.const 0))  ;; how many bytes are collected

    ;; Takes a word. No call may write more than 4,096 bytes.
    (func (export "put") (param $word i64)
      (i64.store (global.get $full) (local.get $word))
      (global.set $full (i32.add (global.get $full) (i32.const 8)))
      (if (i32.eq (global.get $full) (i32.const 4096)) (then (call $flush))))

    (func $flush (export "flush") (local $stream i32) (local $length i32)
      (if (i32.eqz (local.tee $length (global.get $full))) (then (return)))
      (global.set $full (i32.const 0))
      (local.set $stream (call $get))
      ;; The answer takes 12 bytes, behind what is written.
      (call $write (local.get $stream) (i32.const 0) (local.get $length) (i32.const 4096))
      (call $drop (local.get $stream)))

    ;; What the reporter of a module would write by, had it a memory for it.
    (func (export "fd_write") (param i32 i32 i32 i32) (result i32)
      (unreachable)))
  (core instance $sink (instantiate $Sink
    (with "host" (instance
      (export "get-stdout" (func $get))
      (export "write" (func $write))
      (export "drop" (func $drop))))
    (with "room" (instance $room)))))
