;; The article's other number 4 is "Interrupted", for a socket in the wrong state; in witx 4 is addrnotavail and intr
;; is 27, and POSIX's errno for this state is EINVAL. The documents conflict, so the answer is recorded.
;;! level = "may"
;;! refs = ["seed.errno.interrupted", "wasix.errno.intr", "posix.accept.not-listening", "wasix.sock_accept_v2.similar"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))                  ;;~ success
    (drop (call $sock_accept (i32.load (i32.const 80)) (i32.const 0) (i32.const 84) (i32.const 112)))  ;;= addrnotavail [seed.errno.interrupted] | inval [posix.accept.not-listening]
  ))
