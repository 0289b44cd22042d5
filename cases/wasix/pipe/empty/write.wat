;; The end of a pipe that is read is written to. By the witx pipes go both ways, by the page of fd_pipe one way, and
;; POSIX has EBADF for what is not open for writing: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.fd_pipe.both-ways", "wasix.fd_pipe.one-way", "posix.write.badf"]
(module
  (import "wasix_32v1" "fd_pipe"  (func $fd_pipe  (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")  ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                       ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_write (local.get $reader) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= success nwritten=5 [wasix.fd_pipe.both-ways] | badf [wasix.fd_pipe.one-way] | access [wasix.fd_pipe.one-way] | notcapable [wasix.fd_pipe.one-way]
  ))
