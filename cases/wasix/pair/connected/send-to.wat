;; A stream of a pair is told to send to an address of IPv4: POSIX has it pass the address over or answer EISCONN, and
;; the address is not of its family. The answer is recorded.
;;! level = "may"
;;! refs = ["posix.sendto.isconn", "posix.sendto.afnosupport", "wasix.sock_send_to.data", "wasix.rights.sock_send_to"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_pair"    (func $sock_pair    (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")     ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))                        ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_send_to (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 16) (i32.const 48)))  ;;= *
  ))
