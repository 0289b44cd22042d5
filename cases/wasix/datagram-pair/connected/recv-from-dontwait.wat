;; A pair was made and nothing was sent: sock_recv_from with the flag dontwait should answer EAGAIN.
;;! level = "should"
;;! refs = ["posix.recv.nonblock", "posix.nonblock", "wasix.sock_recv_from.similar", "wasix.errno.again"]
(module
  (import "wasix_32v1" "sock_pair"      (func $sock_pair      (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from" (func $sock_recv_from (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))                                          ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_recv_from (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 8) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;= again
  ))
