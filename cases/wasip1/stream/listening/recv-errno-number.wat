;; A listening socket receives connections and no data. A program that compares notconn with its own number in witx, 53, finds it, and
;; closes the socket only then: ENOTCONN is 107 on Linux, which is none here.
;;! level = "should"
;;! refs = ["wasi.errno.place", "posix.recv.notconn", "wasi.sock_recv.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start")
    (if (i32.eq (i32.const 53) (call $sock_recv (i32.const 3) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= notconn
      (then
        (drop (call $fd_close (i32.const 3)))                                                                                              ;;= success
      ))
  ))
