;; A datagram socket was only opened: nothing has arrived, and the call is told not to wait, by the flag dontwait:
;; sock_recv_from should answer EAGAIN.
;;! level = "should"
;;! refs = ["posix.recvfrom.blocks", "wasix.sock_recv_from.similar"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from" (func $sock_recv_from (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                                                       ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_recv_from (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 8) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;= again
  ))
