//! The world on the desk beside others in which something is otherwise: the same taps in each of them.

mod acts;
mod choice;
mod knobs;
mod plots;
mod table;
mod talk;
mod work;

pub use choice::{Asked, FaultForm, FormHolder, KnobView, Way, WorldChoice, WorldForm};
pub use plots::{PlotBar, PlotRow, PlotView};
pub use table::{CellHas, First, HolderHead, SideCell, SideLine, SideLook, SideView, WorldHead};
pub use talk::{PairView, PairWorld, TalkLine};
pub use work::{SideBySide, SideStep};
