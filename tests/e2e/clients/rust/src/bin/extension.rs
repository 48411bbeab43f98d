// An extension on AWS's own client: tells what it hears.
use lambda_extension::{service_fn, Error, LambdaEvent, NextEvent};

async fn hear(event: LambdaEvent) -> Result<(), Error> {
    match event.next {
        NextEvent::Shutdown(shutdown) => println!("extension: shutdown {}", shutdown.shutdown_reason),
        NextEvent::Invoke(invoke) => println!("extension: invoke {}", invoke.request_id),
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    lambda_extension::run(service_fn(hear)).await
}
