//! What the numbers in the lines of a guest stand for.

use wasmparser::ValType;

use super::line::{self, Moments, OUT_OF_BOUNDS};
use super::{Image, Moment, Record};

/// A function whose calls are reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// The import module.
    pub module: String,
    /// The name.
    pub name: String,
    /// The core types of its parameters, numbers all of them.
    pub params: Vec<ValType>,
    /// The core type of its result.
    pub result: Option<ValType>,
}

/// What a line can be of, by its index.
#[derive(Debug, Clone, Default)]
pub struct Legend {
    functions: Vec<Function>,
    /// The steps of a peer come after the functions: all of a step is known but the thread and the answer.
    steps: Vec<Record>,
    /// Whether a last line says that the program has returned. Its index comes after those of the steps.
    returns: bool,
}

/// A line, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which thread wrote it.
    pub thread: u32,
    /// How many lines this thread wrote before.
    pub number: u32,
    /// What it says.
    pub told: Told,
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// This of a call.
    Record(Record),
    /// The program has returned from its entry.
    Returned,
}

impl Legend {
    /// Returns the legend of a guest with these functions and these steps of a peer, each of which is given as the record by
    /// which it is entered. `returns` says whether the guest tells that its program has returned.
    pub fn new(functions: Vec<Function>, steps: Vec<Record>, returns: bool) -> Self {
        Self {
            functions,
            steps,
            returns,
        }
    }

    /// Returns the functions, by their indices.
    pub fn functions(&self) -> &[Function] {
        &self.functions
    }

    /// Whether the guest tells that its program has returned.
    pub fn returns(&self) -> bool {
        self.returns
    }

    /// Returns the index of the step of a peer at this place among the steps.
    pub fn step(&self, place: u32) -> u32 {
        length(&self.functions) + place
    }

    /// Returns the index of the line that says that the program has returned.
    pub fn returned(&self) -> u32 {
        self.step(length(&self.steps))
    }

    /// Reads the words of a line between its tag and its code; `None` if no guest of this legend writes them.
    pub fn read(&self, text: &[u8]) -> Option<Line> {
        let words = line::numbers(text)?;
        let [head, number, thread, site, content @ ..] = &words[..] else {
            return None;
        };
        let (moment, index) = Moments::of_head(*head);
        let told = if self.returns && index == self.returned() {
            content.is_empty().then_some(Told::Returned)?
        } else {
            let mut words = Words(content);
            let record = match self.functions.get(index as usize) {
                Some(function) => Record {
                    thread: *thread,
                    site: line::site(*site),
                    module: function.module.clone(),
                    name: function.name.clone(),
                    moment: words.moment(moment, &function.params, function.result)?,
                    image: words.image()?,
                },
                None => {
                    let step = self.steps.get(index as usize - self.functions.len())?;
                    let step = words.step(moment, step)?;
                    Record {
                        thread: *thread,
                        ..step
                    }
                }
            };
            Told::Record(record)
        };
        Some(Line {
            thread: *thread,
            number: *number,
            told,
        })
    }
}

/// The words of a line that are not read yet.
struct Words<'a>(&'a [u32]);

impl Words<'_> {
    fn next(&mut self) -> Option<u32> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// A number of this type, as its bits.
    fn value(&mut self, ty: ValType) -> Option<u64> {
        let low = u64::from(self.next()?);
        Some(match ty {
            ValType::I64 | ValType::F64 => low | u64::from(self.next()?) << 32,
            _ => low,
        })
    }

    fn moment(
        &mut self,
        moment: Moments,
        params: &[ValType],
        result: Option<ValType>,
    ) -> Option<Moment> {
        let answer = |words: &mut Self| match result {
            Some(ty) => words.value(ty).map(Some),
            None => Some(None),
        };
        Some(match moment {
            Moments::Enter => {
                let params = params.iter();
                Moment::Enter(params.map(|ty| self.value(*ty)).collect::<Option<_>>()?)
            }
            Moments::Exit => Moment::Exit(answer(self)?),
            Moments::Started => {
                let number = self.next()?.into();
                let result = answer(self)?;
                Moment::Started { number, result }
            }
            Moments::Later => {
                let number = self.next()?.into();
                let result = answer(self)?;
                Moment::Later { number, result }
            }
        })
    }

    /// The step that is entered by this record, at this moment.
    fn step(&mut self, moment: Moments, enter: &Record) -> Option<Record> {
        let record = match moment {
            Moments::Enter => enter.clone(),
            Moments::Exit => Record {
                moment: Moment::Exit(Some(self.next()?.into())),
                image: Image::default(),
                ..enter.clone()
            },
            Moments::Started | Moments::Later => return None,
        };
        self.0.is_empty().then_some(record)
    }

    /// The regions of memory, to the end.
    fn image(&mut self) -> Option<Image> {
        let mut image = Image::default();
        while let Some(address) = self.next() {
            let length = self.next()?;
            if length & OUT_OF_BOUNDS != 0 {
                image.add(address.into(), None);
                continue;
            }
            let length = length as usize;
            let (words, rest) = self.0.split_at_checked(length.div_ceil(4))?;
            self.0 = rest;
            let mut bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
            bytes.truncate(length);
            image.add(address.into(), Some(bytes));
        }
        Some(image)
    }
}

fn length<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}
