;; An end of a pair is told to connect to an address of IPv4: it should answer EISCONN, because it is connected, or
;; EAFNOSUPPORT or EINVAL, because the address is not of its family.
;;! level = "should"
;;! refs = ["posix.connect.connected", "posix.connect.afnosupport", "posix.connect.inval", "wasix.sock_connect.similar", "wasix.errno.isconn"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_pair"    (func $sock_pair    (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                                      ;;= isconn | afnosupport | inval
  ))
