;; A link-local address belongs to one interface, whose number the address carries as its scope: {why}. A runtime that
;; loses the scope answers both alike.
;;! level = "should"
;;! refs = ["wasix.addr_ip6.scope", "linux.ipv6.scope", "linux.ipv6.no-scope", "posix.connect.netunreach", "posix.connect.addrnotavail", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
;;! [variants]
;;! loopback = { scope = "\\00\\00\\01\\00", meaning = "scope 1, which is the loopback interface", why = "no way leads to it on the one that is named, loopback", answer = "netunreach | hostunreach | addrnotavail" }
;;! none = { scope = "\\00\\00\\00\\00", meaning = "no scope", why = "without a scope it is not said which, for which Linux has EINVAL", answer = "inval | netunreach | hostunreach | addrnotavail" }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\fe\80\00\00\00\00\00\00\00\00\00\00\00\00\00\01" "\00\00\00\00" "\00\00\01\00" (;scope;))  ;; inet6, port 7967, fe80::1, flow information 0, {meaning}

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= {answer}
  ))
