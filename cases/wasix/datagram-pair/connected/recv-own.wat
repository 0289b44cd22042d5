;; An end of a pair of datagram sockets has sent, and does not wait: what it sends comes out of the other end alone, so
;; recv should answer EAGAIN.
;;! level = "should"
;;! refs = ["wasix.sock_pair", "posix.recv.nonblock", "wasix.sock_recv.similar"]
(module
  (import "wasix_32v1" "sock_pair"           (func $sock_pair           (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"           (func $sock_send           (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"           (func $sock_recv           (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")   ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192
  (data (i32.const 128) "hello")

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))                      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_send (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))                  ;;~ success datalen=5
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 4)))                                                    ;;~ success
    (drop (call $sock_recv (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= again
  ))
