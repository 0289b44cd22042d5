;; Descriptor 3 is a directory that the guest was given, which fd_prestat_get must say; then its file type must be
;; directory.
;;! level = "must"
;;! refs = ["wasix.fd_prestat_get", "wasix.fd_prestat_get.type", "wasi.prestat", "wasix.filetype.directory"]
(module
  (import "wasix_32v1" "fd_prestat_get" (func $fd_prestat_get (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get"  (func $fd_fdstat_get  (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))  ;;= success type=dir
    (drop (call $fd_fdstat_get (i32.const 3) (i32.const 320)))  ;;= success filetype=directory
  ))
