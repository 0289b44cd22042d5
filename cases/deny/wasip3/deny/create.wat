;; Nothing of the network is granted. A socket that is neither bound nor connected reaches nobody, so it may be created;
;; access-denied is right too.
;;! level = "should"
;;! refs = ["wasip3.error-code.access-denied", "wasip3.tcp-create"]
;;! needs = ["netns"]
;;! policy = "deny"
;;! silent = true
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $create (i32.const 0) (i32.const 0))  ;;= ok | err(access-denied)
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
