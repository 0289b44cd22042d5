;; {what} stands in the place of a name: it is itself what must be found.
;;! level = "should"
;;! refs = ["wasix.resolve", "wasix.resolve.similar", "posix.getaddrinfo.address", "linux.getaddrinfo.address"]
;;! needs = ["netns"]
;;! [variants]
;;! ipv4 = { text = "192.0.2.1", length = "9", found = "192.0.2.1", what = "An address of IPv4" }
;;! ipv4-short = { text = "127.1", length = "5", found = "127.0.0.1", what = "An address of IPv4 with fewer than four numbers" }
;;! ipv6 = { text = "2001:db8::1", length = "11", found = "2001:db8::1", what = "An address of IPv6" }
;;! ipv6-loopback = { text = "::1", length = "3", found = "::1", what = "The address of loopback of IPv6" }
(module
  (import "wasix_32v1" "resolve" (func $resolve (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "192.0.2.1" (;text;))

  (func (export "_start")
    (drop (call $resolve (i32.const 128) (i32.const 9 (;length;)) (i32.const 0) (i32.const 192) (i32.const 4) (i32.const 48)))  ;;= success addrs=[{found}] naddrs=1
  ))
