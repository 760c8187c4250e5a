;; The floor: one pass over a text that counts the words with a capital first. No program that reads a text is faster.
(module
  (memory (export "memory") 160)
  (func (export "scan") (param $length i32) (result i32)
    (local $at i32) (local $byte i32) (local $inside i32) (local $count i32)
    (block $end
      (loop $next
        (br_if $end (i32.ge_u (local.get $at) (local.get $length)))
        (local.set $byte (i32.load8_u (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        ;; A letter of ASCII, or any byte of a longer character.
        (if (i32.or
              (i32.lt_u (i32.sub (i32.or (local.get $byte) (i32.const 32)) (i32.const 97)) (i32.const 26))
              (i32.gt_u (local.get $byte) (i32.const 127)))
          (then
            (if (i32.and
                  (i32.eqz (local.get $inside))
                  (i32.lt_u (i32.sub (local.get $byte) (i32.const 65)) (i32.const 26)))
              (then (local.set $count (i32.add (local.get $count) (i32.const 1)))))
            (local.set $inside (i32.const 1)))
          (else (local.set $inside (i32.const 0))))
        (br $next)))
    (local.get $count)))
