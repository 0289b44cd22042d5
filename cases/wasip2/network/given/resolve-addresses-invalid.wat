;; {what} is neither a domain name nor an address by its syntax. The call must be refused with invalid-argument.
;;! level = "must"
;;! refs = ["wasip2.resolve-addresses.invalid", "wasip2.error-code.invalid-argument", "wasip2.resolve-addresses.names-alone"]
;;! needs = ["netns"]
;;! silent = true
;;! [variants]
;;! space      = { text = " ", length = "1", what = "A space" }
;;! empty      = { text = " ", length = "0", what = "A text of no bytes" }
;;! characters = { text = "a.b<&>", length = "6", what = "A text with angle brackets" }
;;! inner      = { text = "local host", length = "10", what = "A name with a space in it" }
;;! port       = { text = "127.0.0.1:80", length = "12", what = "An address with a port" }
;;! port6      = { text = "[::1]:80", length = "8", what = "An address of IPv6 with a port" }
;;! name-port  = { text = "localhost:80", length = "12", what = "A name with a port" }
;;! url        = { text = "http://localhost/", length = "17", what = "The address of a page" }
;;! nul        = { text = "localhost\\00.org", length = "14", what = "A name with a byte of zero in it" }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "resolve-addresses" (func $resolve-addresses (param i32 i32 i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) " " (;text;))

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $network i32)
    (local.set $network (call $instance-network))                                                          ;;~ returns
    (call $resolve-addresses (local.get $network) (i32.const 128) (i32.const 1 (;length;)) (i32.const 0))  ;;= err(invalid-argument)
    (i32.const 0)))
