;; {what} is neither a domain name nor an address by its syntax. The call must be refused with invalid-argument.
;;! level = "must"
;;! refs = ["wasip3.resolve-addresses.invalid"]
;;! needs = ["netns"]
;;! silent = true
;;! [variants]
;;! characters = { text = "a.b<&>", length = "6", what = "A text with angle brackets" }
;;! inner = { text = "local host", length = "10", what = "A name with a space in it" }
;;! port6 = { text = "[::1]:80", length = "8", what = "An address of IPv6 with a port" }
;;! name-port = { text = "localhost:80", length = "12", what = "A name with a port" }
;;! url = { text = "http://localhost/", length = "17", what = "The address of a page" }
;;! nul = { text = "localhost\\00.org", length = "14", what = "A name with a byte of zero in it" }
(module
  (import "wasi:sockets/ip-name-lookup@0.3.0" "resolve-addresses" (func $resolve (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "a.b<&>" (;text;))

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $resolve (i32.const 128) (i32.const 6 (;length;)) (i32.const 0))  ;;= err(invalid-argument)
    (i32.const 0))

  ;; Where addresses go that are found, and the text of an error that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
