//! Program text in further languages, each by lines that prose does not have.

use super::sample::{Kind, Sample};

/// A line that begins so, and holds this behind it.
type Form = (&'static str, &'static str);

pub const KINDS: &[Kind] = &[
    Kind { words: "program text in Haskell", sign: haskell },
    Kind { words: "program text in Lua", sign: lua },
    Kind { words: "program text in Elixir", sign: |sample| any(sample, &[("defmodule ", " do")]) },
    Kind { words: "program text in Ruby", sign: ruby },
    Kind { words: "program text in Perl", sign: perl },
    Kind { words: "program text in Kotlin", sign: |sample| any(sample, KOTLIN) },
    Kind { words: "program text in Swift", sign: |sample| any(sample, SWIFT) },
    Kind { words: "program text in Scala", sign: |sample| any(sample, SCALA) },
    Kind { words: "program text in Lisp", sign: |sample| any(sample, LISP) },
    Kind {
        words: "program text in Erlang",
        sign: |sample| any(sample, &[("-module(", ")."), ("-export([", "")]),
    },
    Kind {
        words: "program text in OCaml or F#",
        sign: |sample| any(sample, &[("let rec ", " ="), ("let () =", "")]),
    },
    Kind { words: "program text in Fortran", sign: fortran },
    Kind { words: "program text in Pascal", sign: pascal },
    Kind {
        words: "program text in Prolog",
        sign: |sample| sample.find_times(2, |line| line.ends_with(":-") || line.contains(" :- ")),
    },
    Kind { words: "program text in MATLAB or Julia", sign: matlab },
    Kind { words: "a hardware description", sign: |sample| any(sample, HARDWARE) },
    Kind { words: "program text in assembly language", sign: assembly },
    Kind { words: "a PowerShell script", sign: |sample| any(sample, POWERSHELL) },
    Kind { words: "a build or settings script", sign: |sample| any(sample, SCRIPTS) },
];

const KOTLIN: &[Form] =
    &[("fun main(", ")"), ("data class ", "("), ("fun ", ") {"), ("fun ", "): "), ("fun ", ") =")];
const SWIFT: &[Form] = &[
    ("import Foundation", ""),
    ("import SwiftUI", ""),
    ("import UIKit", ""),
    ("guard let ", "else"),
    ("func ", ") -> "),
];
const SCALA: &[Form] =
    &[("case class ", "("), ("object ", " extends "), ("object ", " {"), ("sealed trait ", "")];
const LISP: &[Form] = &[
    ("(defun ", ""),
    ("(define ", ""),
    ("(define-", ""),
    ("(defn ", ""),
    ("(def ", ""),
    ("(ns ", ""),
    ("(setq ", ""),
    ("(require '", ""),
    ("(let (", ""),
];
const HARDWARE: &[Form] = &[("endmodule", ""), ("library ieee", ";"), ("entity ", " is"), ("always @", "")];
const POWERSHELL: &[Form] =
    &[("Write-Host ", ""), ("Write-Output ", ""), ("Get-ChildItem", ""), ("Set-StrictMode ", "")];
const SCRIPTS: &[Form] = &[
    ("cmake_minimum_required(", ""),
    ("add_executable(", ""),
    ("syntax = \"proto", ""),
    ("resource \"", "{"),
    ("terraform {", ""),
    ("digraph ", "{"),
    ("nnoremap ", ""),
    ("let g:", "="),
    ("import 'package:", ";"),
    ("IDENTIFICATION DIVISION", ""),
];

fn is(line: &str, forms: &[Form]) -> bool {
    let line = line.trim_start();
    forms.iter().any(|(begins, holds)| line.strip_prefix(begins).is_some_and(|rest| rest.contains(holds)))
}

fn any(sample: &Sample<'_>, forms: &[Form]) -> Option<usize> {
    sample.find(|line| is(line, forms))
}

/// The first line of these forms, where a block is ended by a line that says only this.
fn with_end(sample: &Sample<'_>, forms: &[Form], end: &str) -> Option<usize> {
    let first = any(sample, forms)?;
    sample.find(|line| line.trim().trim_end_matches([';', ')', ',']).eq_ignore_ascii_case(end)).map(|_| first)
}

fn haskell(sample: &Sample<'_>) -> Option<usize> {
    const FORMS: &[Form] = &[
        ("module ", " where"),
        ("import qualified ", ""),
        ("{-# ", "#-}"),
        ("main = do", ""),
        ("data ", " deriving "),
        ("instance ", " where"),
        ("newtype ", " = "),
    ];
    // `name :: A -> B`
    let signature = |line: &str| {
        let mut words = line.split(' ');
        let name = words.next().is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
        name && words.next() == Some("::")
    };
    sample.find(|line| is(line, FORMS) || signature(line))
}

fn lua(sample: &Sample<'_>) -> Option<usize> {
    const SURE: &[Form] = &[("local function ", "("), ("local ", "= require"), ("local ", "= {")];
    let sure = any(sample, SURE);
    sure.or_else(|| with_end(sample, &[("local ", " = ")], "end"))
        .or_else(|| with_end(sample, &[("if ", " then")], "end"))
}

fn ruby(sample: &Sample<'_>) -> Option<usize> {
    const SURE: &[Form] =
        &[("require '", "'"), ("require_relative ", ""), ("attr_accessor :", ""), ("attr_reader :", "")];
    const BLOCKS: &[Form] = &[("def ", ""), ("class ", ""), ("module ", "")];
    let each = |line: &str| line.contains(" do |") && line.ends_with('|');
    any(sample, SURE).or_else(|| with_end(sample, BLOCKS, "end")).or_else(|| sample.find(each))
}

fn perl(sample: &Sample<'_>) -> Option<usize> {
    any(
        sample,
        &[
            ("use strict;", ""),
            ("use warnings;", ""),
            ("my $", "="),
            ("my ($", ""),
            ("my @", "="),
            ("sub ", "{"),
        ],
    )
}

fn fortran(sample: &Sample<'_>) -> Option<usize> {
    let small = |line: &str| line.trim().to_ascii_lowercase();
    let ends = |line: &str| {
        ["end program", "end subroutine", "end function"].iter().any(|end| small(line).starts_with(end))
    };
    sample.find(|line| small(line) == "implicit none").or_else(|| sample.find(ends))
}

fn pascal(sample: &Sample<'_>) -> Option<usize> {
    let says =
        |words: &[&str]| sample.find(|line| words.iter().any(|word| line.trim().eq_ignore_ascii_case(word)));
    says(&["begin"]).filter(|_| says(&["end.", "end;"]).is_some())
}

fn matlab(sample: &Sample<'_>) -> Option<usize> {
    const BLOCKS: &[Form] = &[("function ", "("), ("for ", "="), ("struct ", "")];
    with_end(sample, BLOCKS, "end")
        .or_else(|| any(sample, &[("clear all", ";"), ("clc;", ""), ("close all;", "")]))
}

fn assembly(sample: &Sample<'_>) -> Option<usize> {
    const SURE: &[Form] = &[("section .", ""), (".globl ", ""), ("global _start", ""), (".text", "")];
    const STEPS: &[Form] =
        &[("mov ", ","), ("add ", ","), ("push ", ""), ("pop ", ""), ("jmp ", ""), ("call ", "")];
    let step = |line: &str| is(line, STEPS) && line.split_ascii_whitespace().count() <= 4;
    sample
        .find(|line| is(line, SURE) && line.split_ascii_whitespace().count() <= 3)
        .or_else(|| sample.find_times(3, step))
}
