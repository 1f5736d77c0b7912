use super::find;

/// What each text is known to be, and the line that shows it, counted from 1. All are invented.
const TEXTS: &[(&str, &str, usize)] = &[
    // Programs in further languages.
    (
        "module Kettle where\n\nimport Data.List\n\nboil :: Int -> Int\nboil n = n + 1\n",
        "program text in Haskell",
        1,
    ),
    ("-- the kettle\nboil :: Int -> Int\nboil n = n + 1\n", "program text in Haskell", 2),
    (
        "local kettle = {}\nfunction kettle.boil(n)\n  return n + 1\nend\nreturn kettle\n",
        "program text in Lua",
        1,
    ),
    ("local n = 3\nif n > 2 then\n  print(n)\nend\n", "program text in Lua", 1),
    ("require 'json'\n\nclass Kettle\n  def boil\n    puts 'hot'\n  end\nend\n", "program text in Ruby", 1),
    ("class Kettle\n  def boil\n    @hot = true\n  end\nend\n", "program text in Ruby", 1),
    ("use strict;\nmy $n = 3;\nprint $n;\n", "program text in Perl", 1),
    ("fun main() {\n    println(\"hot\")\n}\n", "program text in Kotlin", 1),
    ("import Foundation\n\nfunc boil() -> Int {\n  return 3\n}\n", "program text in Swift", 1),
    ("(defun boil (n)\n  (+ n 1))\n", "program text in Lisp", 1),
    ("-module(kettle).\n-export([boil/1]).\nboil(N) -> N + 1.\n", "program text in Erlang", 1),
    ("defmodule Kettle do\n  def boil(n), do: n + 1\nend\n", "program text in Elixir", 1),
    ("let rec boil n =\n  if n = 0 then 1 else boil (n - 1)\n", "program text in OCaml or F#", 1),
    ("program kettle\n  implicit none\n  print *, 'hot'\nend program kettle\n", "program text in Fortran", 2),
    ("program kettle;\nbegin\n  writeln('hot')\nend.\n", "program text in Pascal", 2),
    ("function y = boil(x)\n  y = x + 1\nend\n", "program text in MATLAB or Julia", 1),
    ("section .text\nglobal _start\n_start:\n  mov eax, 1\n", "program text in assembly language", 1),
    // Texts for people.
    ("Changelog\n\n1.1 (2020-01-02)\n- hotter\n", "a changelog", 1),
    ("Version 1.1\nIt boils faster.\n\nVersion 1.0\nIt boils.\n", "a changelog", 1),
    ("README for the kettle\n\nIt boils water.\n", "a README", 1),
    ("The kettle\n\nInstallation\nPlug it in.\n\nUsage\nPress the button.\n", "a README", 3),
    ("Tea bread\n\nIngredients:\n200 g flour\ntea\n\nMix and bake.", "a recipe", 3),
    ("Tea bread\n200 g flour\n2 cups tea\n1 tsp salt\nMix it.\nBake it.\n", "a recipe", 2),
    ("INFO starting\nWARN no water\nERROR too hot\n", "a log", 1),
    (
        "10.0.0.1 - - [02/Jan/2020:10:00:00] \"GET / HTTP/1.1\" 200 5\n10.0.0.2 - - [02/Jan/2020:10:00:01] \"GET /a HTTP/1.1\" 404 5\n",
        "a log",
        1,
    ),
    (
        "[Verse 1]\nThe water sings below the hill\n\n[Chorus]\nSing on\n",
        "verse, such as a poem or a song",
        1,
    ),
    (
        "The water sings below the hill\nAnd no one comes to drink\nThe cups are standing on the sill\n\n\
         The kettle sings upon the fire\nAnd no one stops to think\nThe smoke goes up and ever higher\n",
        "verse, such as a poem or a song",
        1,
    ),
    (
        "Permission is hereby granted, free of charge, to any person obtaining a copy of this text, to deal in it \
         without restriction. The text is provided \"as is\", without warranty of any kind.",
        "a licence or terms of use",
        1,
    ),
    (
        "This software is provided 'as-is', without any express or implied warranty. In no event will the authors be held \
         liable for any damages arising from the use of this software.",
        "a licence or terms of use",
        1,
    ),
    (
        "This Source Code Form is subject to the terms of the Mozilla Public License. If a copy of it was not distributed \
         with this file, you can obtain one.",
        "a licence or terms of use",
        1,
    ),
    (
        "Redistribution and use in source and binary forms, with or without modification, are permitted.\nIn no event \
         shall the authors be liable for any damages.",
        "a licence or terms of use",
        1,
    ),
    // Mails.
    ("From: ann@example.org\nSubject: tea\n\nCome at ten.", "an e-mail", 1),
    ("Subject: tea\n\nCome at ten.\n", "an e-mail", 1),
    ("\nReturn-Path: <a@b.c>\nReceived: from x\n\tby y; Mon\nSubject: s\n\nText", "an e-mail", 2),
    ("From ann@example.org Mon Feb  5 09:00:00 2024\nX-Status: R\n\nHello", "an e-mail", 1),
    ("发件人：周清\n收件人：杜若溪\n主题：茶\n\n见信如晤。", "an e-mail", 1),
    // Patches.
    ("From 0123 Mon Sep 17\nSubject: [PATCH] warm\n\ndiff --git a/a b/a\n-Type: x\n+Type: y", "a patch", 4),
    ("--- a.txt\n+++ b.txt\n@@ -1 +1 @@\n-GTID:1\n+GTID:2\n", "a patch", 3),
    ("Index: a.c\n==========\nsome lines", "a patch", 1),
    // Markup.
    ("<!DOCTYPE html>\n<html><body>Subject: x</body></html>", "an HTML page", 1),
    ("<HTML>\n<p>Type: sourdough", "an HTML page", 1),
    ("<!-- saved -->\n<div>Type: x</div>", "an HTML page", 1),
    ("<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html xmlns=\"x\">\n</html>", "an HTML page", 1),
    ("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel></channel></rss>", "an RSS or Atom feed", 2),
    ("<feed xmlns=\"http://www.w3.org/2005/Atom\">\n</feed>", "an RSS or Atom feed", 1),
    ("<?xml version=\"1.0\"?><svg width=\"3\"></svg>", "an SVG picture", 1),
    ("<records>\n <record id=\"1\"/>\n</records>", "an XML document", 1),
    ("<oai_dc:dc xmlns:dc=\"x\">\n<dc:title>T</dc:title>\n</oai_dc:dc>", "an XML document", 1),
    ("[3.5, 4, -1, 6e3]", "JSON that is not lines", 1),
    ("[\n  [1, 2],\n  [3]\n]", "JSON that is not lines", 1),
    ("{\n  \"title\": \"T\",\n  \"type\": \"thesis\"\n}", "JSON that is not lines", 1),
    ("[{\"id\": 1}]", "JSON that is not lines", 1),
    ("{\"cells\": [], \"nbformat\": 4}", "a notebook (Jupyter)", 1),
    ("% a comment\n\\documentclass{article}\n\\begin{document}", "a LaTeX document", 2),
    ("---\ntitle: On Tea\n---\n\nSome words about tea.", "notes in Markdown", 1),
    ("# Notes\n\nSubject: cups\n", "notes in Markdown", 1),
    ("Shopping\n\n- tea\n- bread\n- salt\n", "notes in Markdown", 3),
    (
        "kettle 3.1\n==========\n\nBoils water.\n\nType: ./kettle\n",
        "notes with headings, such as a README",
        2,
    ),
    ("apiVersion: v1\nkind: Service\nmetadata:\n  name: kettle\n", "YAML", 1),
    ("---\nType: simple\nCountry: none\ndegree: 20\n", "YAML", 2),
    ("tea:\n  - green\n  - black\n", "YAML", 1),
    ("[kettle]\nvolts = 230\nname = \"k\"\n", "settings (INI or TOML)", 1),
    ("volts=230\nname=kettle\n", "settings (INI or TOML)", 1),
    // Records of other programs.
    ("\u{feff}TY  - THES\nTI  - On tea\nER  - \n", "RIS records", 1),
    ("OWN - ERIC\nTI  - Tea\nAU  - Weir, T\n", "MEDLINE records", 1),
    ("TI  - 论茶\nAU  - 周清\nPY  - 2014\n", "RIS records", 1),
    ("%0 Thesis\n%A 周清\n%T 茶路与河桥\n", "EndNote records", 1),
    ("%A Zhou\n%T On tea\n%D 2014\n", "EndNote records", 1),
    ("{Reference Type}: Thesis\n{Title}: 茶\n", "NoteExpress records", 1),
    ("RT Dissertation/Thesis\nSR 1\nA1 周清\n", "RefWorks records", 1),
    ("PMID- 12345\nOWN - NLM\nTI  - Tea\n", "MEDLINE records", 1),
    ("FN Clarivate Analytics\nVR 1.0\nPT J\nAU Weir, T\n", "Web of Science records", 1),
    ("00714cam a2200205 a 4500001001300000\n", "MARC records", 1),
    ("@phdthesis{weir1977,\n  title = {Weather}\n}", "a BibTeX file", 1),
    ("Some words.\n\n@string(x = \"y\")", "a BibTeX file", 3),
    ("SrcDatabase-来源库: 硕士\nTitle-题名: 茶路\nAuthor-作者: 周清\n", "exported records", 1),
    (
        "作者：周清\n题名：茶路与河桥\n摘要：茶路沿河而行，过桥而止，本文研究清溪流域的市镇与茶路之关系。\n",
        "exported records",
        1,
    ),
    ("Title: On Tea\nAuthor: Ann Weir\nYear: 1977\nAbstract: Tea was drunk.\n", "exported records", 1),
    ("【题名】茶路\n【作者】周清\n", "exported records", 1),
    (
        "[1]周清茶.茶路与河桥[D].江源:江源大学,2014.\n[2]何远山.渡口[J].小水利,2016,9(04):12-19.\n",
        "a list of references",
        1,
    ),
    (
        "[1] Weir, T. Weather for bridges, which\nis a long title. Millbrook, 1977.\n[2] Pell, I. Fog.\n",
        "a list of references",
        1,
    ),
    ("1. Weir T. Weather for Bridges. 1977.\n2. Pell I. Fog. 1984.\n", "a list of references", 1),
    (
        "Weir, T. (1977). Weather for bridges. Millbrook.\nPell, I. (1984). Fog. Millbrook.\n",
        "a list of references",
        1,
    ),
    (
        "Brown, Tom. \"Tea in the North.\" Tea Studies, 2003, pp. 1-12.\nLee, Kim. Bread. Lock Press, 2010.\n",
        "a list of references",
        1,
    ),
    (
        "Brown, T., & Lee, K. (2003). Tea in the north: A study of the drinking of tea. Tea Studies, 4(2), 1-12.",
        "a list of references",
        1,
    ),
    ("References\n\nWeir, T. (1977). Weather for bridges.\n", "a list of references", 1),
    ("参考文献：\n[1]周清茶.茶路[D].2014.", "a list of references", 1),
    ("周清茶.茶路与河桥:清溪流域市镇研究[D].江源:江源大学,2014.", "a list of references", 1),
    // Program text.
    ("#!/bin/sh\n# Subject: nightly copy\necho \"Type: done\"", "a shell script", 1),
    ("#!/usr/bin/env python3\nprint(1)", "a script in Python", 1),
    ("#!/usr/bin/perl\nprint 1;", "a script", 1),
    ("# tea\nCC = cc\n\nkettle: kettle.o\n\t$(CC) -o $@ $^\n", "a Makefile", 4),
    ("FROM debian:12\nRUN apt-get update\n", "a Dockerfile", 1),
    (
        "/*\nType: main\nSubject: boiling\n*/\n#include <stdio.h>\nint main(void)\n{\n}\n",
        "program text in C",
        5,
    ),
    ("int degrees = 20;\nvoid boil(void) {\n}\n", "program text in C", 1),
    ("fn main() {\n    println!(\"tea\");\n}\n", "program text in Rust", 1),
    ("package main\n\nimport \"fmt\"\n\nfunc main() {\n}\n", "program text in Go", 1),
    ("import java.util.List;\n\npublic class Kettle {\n}\n", "program text in Java", 1),
    ("import os\nimport sys\nfrom pathlib import Path\nprint(os.getcwd())", "program text in Python", 1),
    ("\"\"\"Country: any.\"\"\"\n\ndef boil(kettle):\n    return 100\n", "program text in Python", 3),
    ("const tea = require('tea');\n\nfunction boil(x) {\n}\n", "program text in JavaScript", 1),
    ("CREATE TABLE tea (\n  degree INT\n);\n", "program text in SQL", 1),
    ("SELECT title FROM theses WHERE degree = 'Master';\n", "program text in SQL", 1),
    ("body {\n  color: black;\n}\n", "a style sheet (CSS)", 1),
    ("library(tea)\nx <- read.csv(\"a.csv\")\n", "program text in R", 1),
    ("@ECHO OFF\nset x=1\n", "a batch file", 1),
    ("cd /tmp\nmkdir tea\n", "a shell script", 1),
    (
        "var a=1;function b(c){return c+a;}var d={e:b(2),f:b(3)};if(d.e>d.f){alert(d.e);}",
        "program text in JavaScript",
        1,
    ),
    ("// Type: main\n\nboil tea\n", "program text or data", 1),
    // Tables.
    (
        "date,site,level,title\n2020-03-01,lower lock,141,calm\n2020-03-02,lower lock,,ice\n",
        "a table of values",
        1,
    ),
    (
        "id,title,author\n1,\"On tea, and bread\",\"Weir, T.\"\n2,\"One \"\"tea\"\"\",\"Pell, I.\"\n",
        "a table of values",
        1,
    ),
    ("题名,作者,年份\n\"茶路,与河桥\",周清,2014\n\"渡口\n与水位\",何远山,2016\n", "a table of values", 1),
    (
        "Title,Author,Year,Degree\n\"Poles\n\nand oars\",Ann,1977,M.Sc.\n\nRopes,Ruth\n",
        "a table of values",
        1,
    ),
    (
        "Auteur;Date de premiere inscription en doctorat;Titre;Langue\nAnn;;\"Le quai; l'eau\";fr\n",
        "a table of values",
        1,
    ),
    ("a;b;c\n1;2;3\n4;5;6\n", "a table of values", 1),
    ("a\tb\n1\t2\n", "a table of values", 1),
    ("| a | b |\n|---|---|\n| 1 | 2 |\n", "a table of values", 1),
    ("1.0 2.5 3\n4 5 6\n", "a table of values", 1),
    // What programs print, and letters.
    ("2024-02-01T10:00:00.001Z INFO  kettle: starting\n2024-02-01T10:00:41Z WARN  Type: scale\n", "a log", 1),
    ("Feb  1 10:00:00 host kettle[3]: starting\nFeb  1 10:00:02 host kettle[3]: off\n", "a log", 1),
    ("[2024-02-01 10:00] tea is ready\n[2024-02-01 10:02] tea is cold\n", "a log", 1),
    ("127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /tea HTTP/1.0\" 200 2326\n", "a log", 1),
    ("From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n\nhello", "an e-mail", 1),
    ("1\n00:00:01,000 --> 00:00:04,200\nThe ferry leaves at ten.\n", "subtitles", 2),
    ("WEBVTT\n\n00:01.000 --> 00:04.000\nTea.\n", "subtitles", 1),
    ("BEGIN:VCARD\r\nVERSION:3.0\r\nTITLE:Lecturer\r\nEND:VCARD\r\n", "a contact (vCard)", 1),
    ("BEGIN:VCALENDAR\nSUMMARY:Tea\nEND:VCALENDAR", "a calendar", 1),
    ("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n", "a key or a signature", 1),
    ("Dear Ivo,\n\nthe walk begins at ten.\n\nTamsin\n", "a letter", 1),
    ("远山兄：\n\n    见信如晤。清溪连日大雨。\n\n此致\n敬礼！\n", "a letter", 1),
];

#[test]
fn other_kinds_of_text_are_known_by_a_line() {
    let wrong: Vec<_> = TEXTS
        .iter()
        .filter_map(|&(text, words, line)| {
            let known = find(text).map(|known| (known.words, known.line + 1));
            (known != Some((words, line)))
                .then(|| format!("{known:?}, not {words:?} at {line}, for {text:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn prose_is_of_no_other_kind() {
    for text in [
        "From the beginning: a study of tea. It was drunk in 1914 and in 1918, and it is drunk today.",
        "Import substitution was tried. Select cases are read here; function follows form (see chapter 2).",
        "[Objective] To study tea.[Methods] We asked.[Results] 1) Tea is hot; 2) it is drunk.(3) So what.",
        "1. Tea is drunk in the morning. 2. It is drunk at night, too, as was shown in 1977 by others before us.",
        "<The Twelve Paintings> is a novel about paintings, and <the long reach> a song.",
        "We use $x_{i} = 2$ for the price of tea in each of the towns that we went to and show that p < .05; {a, b} is a set.",
        "This thesis, which was\nwritten in the north, asks how, why and where tea was drunk there, and by whom,\nand \
         what it cost, and whether it was any good.",
        "{x} is a set of teas, which this thesis orders.",
        "\"Tea\" is a word. It is asked here what it means.",
        "Brown, Tom and others hold that tea was drunk in 1977. This thesis asks whether it was, and finds that it was not.",
        "1914-1918 were the years of the war. This thesis follows tea through them.",
        "",
    ] {
        assert_eq!(find(text), None, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(text in "(\\PC|[\n\r\t,;:|<>{}\\[\\]\"#@%=-]|1977|From: |</|-->){0,80}") {
        let lines = text.lines().count();
        if let Some(known) = find(&text) {
            proptest::prop_assert!(known.line < lines);
        }
    }
}
