;; A datagram is sent to an address of IPv4 from an end of a pair: it should fail, because the address is not of its
;; family, or because it has a peer.
;;! level = "should"
;;! refs = ["posix.sendto.afnosupport", "posix.sendto.isconn", "wasix.sock_send_to.similar", "posix.errno.additional"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_pair"    (func $sock_pair    (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")     ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))                        ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_send_to (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 16) (i32.const 48)))  ;;= afnosupport | isconn | inval
  ))
