;; To read at an offset takes a file that has offsets. A socket has none: preadv of Linux fails with ESPIPE, as lseek
;; does, and does not wait; or the right to ask is not there, which is notcapable.
;;! level = "should"
;;! refs = ["linux.preadv.seek", "posix.lseek.socket", "wasi.rights.files", "wasi.fd_pread.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "fd_pread" (func $fd_pread (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start")
    (drop (call $fd_pread (i32.const 3) (i32.const 104) (i32.const 1) (i64.const 0) (i32.const 48)))  ;;= spipe | notcapable
  ))
