"""What a person is told in one line."""


class KafkaShellError(RuntimeError):
    """Something about the broker, its topics or a worker's set-up that a person has to mend. The message is one line and names the remedy."""


class BrokerUnavailableError(KafkaShellError):
    """No broker answers at the addresses given."""
