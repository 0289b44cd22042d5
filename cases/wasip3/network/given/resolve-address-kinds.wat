;; {what} stands in the place of a name. It is itself what must be told, and nobody be asked.
;;! level = "must"
;;! refs = ["wasip3.resolve-addresses.address"]
;;! needs = ["netns"]
;;! silent = true
;;! [variants]
;;! ipv4-zero = { text = "0.0.0.0", length = "7", found = "0.0.0.0", what = "The unspecified address of IPv4" }
;;! ipv4 = { text = "192.0.2.1", length = "9", found = "192.0.2.1", what = "An address of IPv4 that is elsewhere" }
;;! ipv6 = { text = "2001:db8::1", length = "11", found = "2001:db8::1", what = "An address of IPv6" }
;;! ipv6-long = { text = "0:0:0:0:0:0:0:1", length = "15", found = "::1", what = "An address of IPv6 that is not shortened" }
;;! ipv6-capital = { text = "2001:DB8::A", length = "11", found = "2001:db8::a", what = "An address of IPv6 in capital letters" }
(module
  (import "wasi:sockets/ip-name-lookup@0.3.0" "resolve-addresses" (func $resolve (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "0.0.0.0" (;text;))

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $resolve (i32.const 128) (i32.const 7 (;length;)) (i32.const 0))  ;;= ok value=[{found}]
    (i32.const 0))

  ;; Where addresses go that are found, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
