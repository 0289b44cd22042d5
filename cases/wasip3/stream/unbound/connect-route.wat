;; The route to the address leads nowhere, and is of the type {route}, for which the system has {errno}: {answer} is the
;; code for that.
;;! level = "{level}"
;;! refs = ["wasip3.tcp-connect.unreachable", "wasip3.error-code.access-denied", "wasip3.error-code.posix", "linux.connect.route"]
;;! needs = ["netns"]
;;! world = { routes = ["{route} 198.51.100.1"] }
;;! [variants]
;;! unreachable = { level = "must", route = "unreachable", errno = "EHOSTUNREACH", answer = "remote-unreachable" }
;;! prohibit = { level = "should", route = "prohibit", errno = "EACCES", answer = "access-denied" }
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (import "wasi:sockets/types@0.3.0" "[method]tcp-socket.connect" (func $connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (local $socket i32)
    (call $create (i32.const 0) (i32.const 0))                                                ;;~ ok
    (local.set $socket (i32.load (i32.const 4)))
    (call $connect (local.get $socket) (call $documentation (i32.const 7967)) (i32.const 0))  ;;= err({answer})
    (i32.const 0))

  ;; 198.51.100.1, which is reserved for documents, with this port, as the canonical ABI passes an ip-socket-address.
  (func $documentation (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 198) (i32.const 51) (i32.const 100) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
