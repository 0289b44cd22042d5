//! The peer at work: steps are taken in the trial's world, in the order in which the guest comes to them.

use std::time::Duration;

use wasock::peer::{Action, Script, Step, When};
use wasock::process::{End, Hang, Job, Limits};
use wasock::record::Item;
use wasock::world::probe;
use wasock_runners::Ending;

use super::remains::processes_of;
use super::{AMPLE, Ran, Test, job, output};

/// All of them use the fixed port, and so a network of their own.
pub fn private_tests() -> Vec<Test> {
    vec![
        ("peer/is_connected_to", is_connected_to),
        ("peer/connects", connects),
        ("peer/breaks_off", breaks_off),
        ("peer/takes_steps_meanwhile", takes_steps_meanwhile),
        (
            "peer/takes_steps_once_the_guest_waits",
            takes_steps_once_the_guest_waits,
        ),
        (
            "peer/takes_each_step_when_it_waits_again",
            takes_each_step_when_it_waits_again,
        ),
        (
            "peer/takes_no_step_for_a_call_that_returns",
            takes_no_step_for_a_call_that_returns,
        ),
        ("peer/fails", fails),
        (
            "peer/is_not_made_to_say_what_it_did_not",
            is_not_made_to_say_what_it_did_not,
        ),
        ("peer/fails_meanwhile", fails_meanwhile),
        ("peer/has_its_descriptors_apart", has_its_descriptors_apart),
        ("peer/that_waits_for_ever", that_waits_for_ever),
        (
            "peer/does_not_outlive_the_guest",
            does_not_outlive_the_guest,
        ),
    ]
}

const ADDRESS: &str = "127.0.0.1:7967";

/// Runs `script`, to whose commands `step LINE`, `meanwhile LINE` and `waiting LINE` these actions belong, from line 1 on.
fn run(actions: &[Action], script: &str, limits: Limits) -> Ran {
    let is = |word: &str, line: u32| script.contains(&format!("{word} {line}\n"));
    let when = |line| match (is("meanwhile", line), is("waiting", line)) {
        (true, _) => When::Meanwhile,
        (_, true) => When::Waiting,
        _ => When::Before,
    };
    let steps = actions.iter().zip(1..).map(|(action, line)| Step {
        line,
        before: 100,
        when: when(line),
        action: action.clone(),
    });
    let peer = Script {
        address: ADDRESS.parse().unwrap(),
        steps: steps.collect(),
    };
    let world = probe();
    let job = Job {
        peer: Some(&peer),
        ..job(&world, script, limits)
    };
    super::run_job(&job)
}

/// The same for guests that come to their end; what they print.
fn ran(actions: &[Action], script: &str) -> String {
    let heard = run(actions, script, AMPLE);
    assert_eq!(heard.end, End::Ended(Ending::Returned), "{heard:?}");
    assert!(heard.failed.is_empty(), "{heard:?}");
    assert!(!heard.leaked);
    output(&heard)
}

fn is_connected_to() {
    let actions = [
        Action::Listen(8),
        Action::Accept,
        Action::Send(b"hello".to_vec()),
        Action::Recv(3),
        Action::Shutdown,
        Action::Close,
        Action::Accept,
        Action::Close,
    ];
    let script = "step 1\ndial 127.0.0.1:7967\nstep 2\nstep 3\nhear 5\ntell abc\nstep 4\nstep 5\nhear 1\nstep 6\n\
                  dial 127.0.0.1:7967\nstep 7\nstep 8\nhear 1\n";
    assert_eq!(ran(&actions, script), "0\n0\n0\nhello\n0\n0\n\n0\n0\n0\n\n");
}

fn connects() {
    let script = "answer-calls 127.0.0.1:7967\nstep 1\npick-up\nstep 2\nhear 2\nstep 3\nhear 1\n";
    let actions = [Action::Connect, Action::Send(b"hi".to_vec()), Action::Close];
    assert_eq!(ran(&actions, script), "0\n0\nhi\n0\n\n");
}

fn breaks_off() {
    let script = "step 1\ndial 127.0.0.1:7967\nstep 2\nstep 3\nhear 1\n";
    let actions = [Action::Listen(8), Action::Accept, Action::Reset];
    assert_eq!(ran(&actions, script), "0\n0\n0\nConnectionReset\n");
}

fn takes_steps_meanwhile() {
    // They are answered at once, and taken when the next call is entered: without that the guest would wait for ever.
    let call = "report > L9 wasix_32v1.sock_recv(4)";
    let script = format!(
        "step 1\ndial 127.0.0.1:7967\nstep 2\nmeanwhile 3\nmeanwhile 4\n{call}\nhear 3\nsay end\n"
    );
    let actions = [
        Action::Listen(8),
        Action::Accept,
        Action::Send(b"hi".to_vec()),
        Action::Close,
    ];
    assert_eq!(ran(&actions, &script), "0\n0\n0\n0\nhi\nend\n");
    let unprompted = script.replace(call, "say nothing");
    let limits = Limits {
        time: Duration::from_secs(2),
        ..AMPLE
    };
    let heard = run(&actions, &unprompted, limits);
    assert!(matches!(heard.end, End::Hung(_)), "{heard:?}");
    assert_eq!(output(&heard), "0\n0\n0\n0\nnothing\n");
}

/// Limits under which a guest is soon seen to wait.
const IMPATIENT: Limits = Limits {
    patience: Some(Duration::from_millis(200)),
    ..AMPLE
};

/// A peer that is connected to, and then sends two bytes and closes.
fn actions_of_waiting() -> [Action; 4] {
    [
        Action::Listen(8),
        Action::Accept,
        Action::Send(b"hi".to_vec()),
        Action::Close,
    ]
}

/// The lines of the steps that were taken since the guest waited, in the order in which that was told.
fn waited(ran: &Ran) -> Vec<u32> {
    let items = ran.items.iter().filter_map(|item| match item {
        Item::Waited(line) => Some(*line),
        _ => None,
    });
    items.collect()
}

fn takes_steps_once_the_guest_waits() {
    // The guest is at work before it waits, for longer than it may sleep.
    let script = "step 1\ndial 127.0.0.1:7967\nstep 2\nwaiting 3\nreport > L9 wasix_32v1.sock_recv(4)\nwork 600\n\
                  hear 2\nreport < L9 wasix_32v1.sock_recv = 0\nsay end\n";
    let ran = run(&actions_of_waiting(), script, IMPATIENT);
    assert_eq!(ran.end, End::Ended(Ending::Returned), "{ran:?}");
    assert_eq!(output(&ran), "0\n0\n0\nhi\nend\n");
    assert_eq!(waited(&ran), [3]);
}

fn takes_each_step_when_it_waits_again() {
    // Two bytes are not enough for it: it waits again, and hears the end.
    let script = "step 1\ndial 127.0.0.1:7967\nstep 2\nwaiting 3\nwaiting 4\n\
                  report > L9 wasix_32v1.sock_recv(4)\nhear 5\nreport < L9 wasix_32v1.sock_recv = 0\n";
    let ran = run(&actions_of_waiting(), script, IMPATIENT);
    assert_eq!(ran.end, End::Ended(Ending::Returned), "{ran:?}");
    assert_eq!(output(&ran), "0\n0\n0\n0\nhi\n");
    assert_eq!(waited(&ran), [3, 4]);
}

fn takes_no_step_for_a_call_that_returns() {
    // What the guest waits for in its next call does not come, since the step was kept for the one before.
    let script = "step 1\ndial 127.0.0.1:7967\nstep 2\nwaiting 3\nreport > L9 wasix_32v1.sock_recv(4)\n\
                  report < L9 wasix_32v1.sock_recv = 6\nreport > L10 wasix_32v1.sock_recv(4)\nhear 2\n";
    let ran = run(&actions_of_waiting(), script, IMPATIENT);
    let hung = Hang {
        in_call: true,
        spinning: false,
        calling: false,
    };
    assert_eq!(ran.end, End::Hung(hung), "{ran:?}");
    assert!(waited(&ran).is_empty());
}

fn fails() {
    // Refused; no connection; not listening; taken; a connection already; ended before all came; and no step at all.
    let actions = [
        Action::Connect,
        Action::Close,
        Action::Accept,
        Action::Listen(8),
        Action::Listen(8),
        Action::Accept,
        Action::Connect,
        Action::Recv(5),
    ];
    let script = "step 1\nstep 2\nstep 3\nstep 4\nstep 5\ndial 127.0.0.1:7967\nstep 6\nstep 7\ntell abc\nhang-up\n\
                  step 8\nstep 77\n";
    assert_eq!(ran(&actions, script), "14\n53\n28\n0\n3\n0\n30\n13\n52\n");
}

fn is_not_made_to_say_what_it_did_not() {
    let tampered = |what: &str| {
        End::Tampered(format!(
            "0 is not what the step of the peer at {what} was answered"
        ))
    };
    // A guest that reads its answers from elsewhere: the first step fails in truth.
    let heard = run(&[Action::Accept], "lie 1\nnap 1\n", AMPLE);
    assert_eq!(heard.end, tampered("L1"));
    // And one that has the answer of another step.
    let actions = [Action::Listen(8), Action::Close];
    let heard = run(&actions, "step 1\nlie 2\n", AMPLE);
    assert_eq!(heard.end, tampered("L2"));
}

fn fails_meanwhile() {
    // What can be told before is told before; the rest is told beside the heard.
    let heard = run(&[Action::Close], "meanwhile 1\n", AMPLE);
    assert_eq!(output(&heard), "53\n");
    let script = "meanwhile 1\nreport > L9 wasix_32v1.sock_accept(4)\nwait\n";
    let limits = Limits {
        patience: Some(Duration::from_millis(200)),
        ..AMPLE
    };
    let heard = run(&[Action::Connect], script, limits);
    assert_eq!(heard.failed, [(1, 14)]);
    assert_eq!(output(&heard), "0\n");
}

fn has_its_descriptors_apart() {
    let script =
        "descriptors\nstep 1\ndescriptors\ndial 127.0.0.1:7967\nstep 2\nhang-up\ndescriptors\n";
    let heard = run(&[Action::Listen(8), Action::Accept], script, AMPLE);
    let text = output(&heard);
    let [before, "0", listening, "0", after] = text.lines().collect::<Vec<_>>()[..] else {
        panic!("{text}");
    };
    assert_eq!(before, listening);
    assert_eq!(before, after);
    assert_eq!(
        heard.usage.sockets, 0,
        "those of the peer are none of the runtime's"
    );
}

fn that_waits_for_ever() {
    let limits = Limits {
        patience: Some(Duration::from_millis(200)),
        ..AMPLE
    };
    let heard = run(
        &[Action::Listen(8), Action::Accept],
        "pid\nstep 1\nstep 2\n",
        limits,
    );
    let hung = End::Hung(Hang {
        in_call: true,
        spinning: false,
        calling: false,
    });
    assert_eq!(heard.end, hung);
    assert!(!heard.leaked);
    let records = [
        "> L1 peer.listen()",
        "< L1 peer.listen = 0",
        "> L2 peer.accept()",
    ];
    assert_eq!(heard.records(), records);
    let trial = output(&heard);
    let trial = trial.lines().next().unwrap();
    assert!(processes_of(trial).is_empty(), "nobody is left");
}

fn does_not_outlive_the_guest() {
    let call = "report > L9 wasix_32v1.sock_open(4)\nreport < L9 wasix_32v1.sock_open = 0";
    let script = format!("step 1\nmeanwhile 2\n{call}\n");
    assert_eq!(ran(&[Action::Listen(8), Action::Accept], &script), "0\n0\n");
}
