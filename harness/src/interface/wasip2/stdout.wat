;; What a traced component carries besides `reporter.wat`, which writes by the fd_write of preview 1: the same function, made
;; of the streams of WASI 0.2.
;;
;; The stream is opened for each line and dropped after it, so that the guest's own handles have the numbers that they
;; would have without a report.
(module
  (import "cm32p2|wasi:cli/stdout@0.2" "get-stdout" (func $get-stdout (result i32)))
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.blocking-write-and-flush"
    (func $write (param i32 i32 i32 i32)))
  (import "cm32p2|wasi:io/streams@0.2" "output-stream_drop" (func $drop (param i32)))
  (import "guest" "memory" (memory 0))

  ;; Writes one vector. The errno is 0, or `io`, 29.
  (func (export "fd_write") (param $fd i32) (param $vector i32) (param $count i32) (param $written i32) (result i32)
    (local $stream i32) (local $length i32)
    (local.set $length (i32.load offset=4 (local.get $vector)))
    (local.set $stream (call $get-stdout))
    ;; The answer takes 12 bytes: those of the vector, which is read by then, and of the number behind it.
    (call $write
      (local.get $stream)
      (i32.load (local.get $vector))
      (local.get $length)
      (local.get $vector))
    (call $drop (local.get $stream))
    (if (i32.load8_u (local.get $vector)) (then (return (i32.const 29))))
    (i32.store (local.get $written) (local.get $length))
    (i32.const 0)))
