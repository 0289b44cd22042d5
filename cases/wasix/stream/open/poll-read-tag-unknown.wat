;; The tag of the first of two subscriptions is 3, one more than the last kind: inval, as for any number outside of an
;; enum, from the call or in an event. To pass over it should be right too, since the second is for standard output,
;; which can always be written to, but the call has to return.
;;! level = "should"
;;! undefined = "wasmer 7.4.2 takes the number for a variant of an enum unchecked: signal 11 where it is built without optimisation, errno 79, which no document has, where it is optimised"
;;! refs = ["wasi.eventtype", "wasix.errno.inval", "wasi.event.error", "wasix.result"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\03")                             ;; a subscription: userdata 7, kind 3
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))         ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (i32.store (i32.const 272) (local.get $fd))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= inval | notsup | success
  ))
