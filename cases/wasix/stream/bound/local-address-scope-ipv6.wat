;; Behind an address of IPv6 the witx has flow information and scope, which are 0 for ::1, and no document leaves them
;; out: a call that tells the address must write them. The scope that is told is added to the number of the descriptor,
;; so that where it was left as it was, the next call finds no socket.
;;! level = "must"
;;! refs = ["wasix.addr_ip6.scope", "wasix.addr_port.inet6.witx", "wasix.sock_addr_local"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 7967, ::1
  (data (i32.const 84) "\00\00\00\00" "\00\00\63\00")                                         ;; what stands where flow information and scope are to be told: 0, 99

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))                    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                             ;;~ success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                                       ;;= success addr=[::1]:7967
    (drop (call $sock_addr_local (i32.add (local.get $fd) (i32.load (i32.const 88))) (i32.const 160)))  ;;= success addr=[::1]:7967
  ))
