;; A link-local address belongs to one interface, whose number the address carries as its scope: {why}. A runtime that
;; loses the scope answers all alike.
;;! level = "should"
;;! refs = ["wasix.addr_ip6.scope", "linux.ipv6.scope", "linux.ipv6.no-scope", "posix.bind.addrnotavail", "wasix.sock_bind.similar"]
;;! needs = ["netns"]
;;! [variants]
;;! none = { scope = "\\00\\00\\00\\00", meaning = "no scope", why = "without a scope it is not said which, for which Linux has EINVAL", answer = "addrnotavail | inval" }
;;! loopback = { scope = "\\00\\00\\01\\00", meaning = "scope 1, which is the loopback interface", why = "the one that is named, loopback, has no such address", answer = "addrnotavail" }
;;! unknown = { scope = "\\00\\00\\63\\00", meaning = "scope 99", why = "there is none of that number, for which Linux has ENODEV", answer = "nodev" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\fe\80\00\00\00\00\00\00\00\00\00\00\00\00\00\01" "\00\00\00\00" "\00\00\00\00" (;scope;))  ;; inet6, port 7967, fe80::1, flow information 0, {meaning}

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                            ;;= {answer}
  ))
