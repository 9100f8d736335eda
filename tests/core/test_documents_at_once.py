"""Every fault of a file is named at once, and each mistake once."""

MANY = """\
format: 1
key: case
title: Case
method: shopping
industry: retail
languages: [en]
colour: red
sections:
  - key: a
    questions:
      - {key: p, type: text, text: P, critical: true}
      - {key: q, type: scale, max: 5, text: no, show_if: {question: later, equals: yes}}
      - {key: p, type: yes_no, text: Again, weight: .nan, na: true, na: false}
      - {key: r, wieght: 3, text: R, clause: G-1}
  - key: b
    title: B
    weight: 2
    show_if: {question: nobody, answered: true}
    questions:
      - {key: later, type: text, text: L, evidence: {when: fail}, min_length: -1}
"""


def test_all_faults_of_a_file_are_named_at_once_and_in_order(faults_of):
    assert [(fault.line, fault.where) for fault in faults_of(MANY)] == [
        (4, "method"),
        (7, "colour"),
        (9, "sections[0].title"),
        (9, "sections[0]"),
        (11, "sections[0].questions[0].critical"),
        (12, "sections[0].questions[1].min"),
        (12, "sections[0].questions[1].text"),
        (12, "sections[0].questions[1].show_if.question"),
        (13, "sections[0].questions[2].key"),
        (13, "sections[0].questions[2].weight"),
        (13, "sections[0].questions[2].na"),
        (14, "sections[0].questions[3].type"),
        (14, "sections[0].questions[3].wieght"),
        (14, "sections[0].questions[3].clause"),
        (18, "sections[1].show_if.question"),
        (20, "sections[1].questions[0].evidence"),
        (20, "sections[1].questions[0].min_length"),
    ]


def test_several_hundred_faults_are_all_named(faults_of):
    questions = "".join(f"  - {{key: q{n}, type: nothing, text: T}}\n" for n in range(400))
    head = MANY.split("sections")[0].replace("colour: red\n", "").replace("shopping", "complaint")
    text = f"{head}sections:\n- key: a\n  title: A\n  questions:\n{questions}"
    assert len(faults_of(text)) == 400


def test_fault_of_an_answer_set_is_named_once_however_many_questions_use_it(faults_of):
    text = """\
format: 1
key: case
title: Case
method: complaint
industry: retail
languages: [en]
answer_sets:
  s: [{key: a, text: A, score: much}]
sections:
  - key: a
    title: A
    questions:
      - {key: p, type: choice, text: P, options: s}
      - {key: q, type: multi_choice, text: Q, options: s, at_least: many}
"""
    assert [fault.where for fault in faults_of(text)] == [
        "answer_sets.s[0].score",
        "sections[0].questions[1].at_least",
    ]


def test_two_sections_may_each_have_faults_in_their_conditions(faults_of):
    text = """\
format: 1
key: case
title: Case
method: complaint
industry: retail
languages: [en]
sections:
  - key: a
    title: 5
    questions:
      - {key: p, type: yes_no, text: P}
      - key: q
        type: yes_no
        text: Q
        show_if:
          all:
            - {question: p, equals: maybe}
            - {question: p, above: 3}
"""
    assert [(fault.line, fault.where) for fault in faults_of(text)] == [
        (9, "sections[0].title"),
        (17, "sections[0].questions[1].show_if.all[0].equals"),
        (18, "sections[0].questions[1].show_if.all[1].above"),
    ]
