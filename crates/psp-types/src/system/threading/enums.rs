//! The enums of `System.Threading`: names and numbers.

use crate::declare::data_enums;

data_enums! {
    ApartmentState = "System.Threading.ApartmentState", false,
        "STA=0 MTA=1 Unknown=2";
    EventResetMode = "System.Threading.EventResetMode", false,
        "AutoReset=0 ManualReset=1";
    LockRecursionPolicy = "System.Threading.LockRecursionPolicy", false,
        "NoRecursion=0 SupportsRecursion=1";
    TaskStatus = "System.Threading.Tasks.TaskStatus", false,
        "Created=0 WaitingForActivation=1 WaitingToRun=2 Running=3 WaitingForChildrenToComplete=4 \
        RanToCompletion=5 Canceled=6 Faulted=7";
    ThreadPriority = "System.Threading.ThreadPriority", false,
        "Lowest=0 BelowNormal=1 Normal=2 AboveNormal=3 Highest=4";
    ThreadState = "System.Threading.ThreadState", true,
        "Running=0 StopRequested=1 SuspendRequested=2 Background=4 Unstarted=8 Stopped=16 WaitSleepJoin=32 \
        Suspended=64 AbortRequested=128 Aborted=256";
}
